package org.longji.server.web;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The application's data source, which signs in as the role without privileges. Where it points is settled by the launcher, whose
 * settings arrive through MicroProfile Config.
 */
@ApplicationScoped
@DataSourceDefinition(
        name = "java:app/jdbc/longji",
        className = "org.postgresql.ds.PGSimpleDataSource",
        url = "${MPCONFIG=longji.db.url}",
        user = "${MPCONFIG=longji.db.user}",
        password = "${MPCONFIG=longji.db.password}",
        // Two cores keep about a dozen busy; the rest is for requests that wait on a lock.
        minPoolSize = 4,
        initialPoolSize = 4,
        maxPoolSize = 32,
        // Unspecified: the persistence provider binds identifiers as text, and PostgreSQL then takes them as the uuid
        // they are.
        properties = {
            "applicationName=longji",
            "reWriteBatchedInserts=true",
            "tcpKeepAlive=true",
            "stringType=unspecified"
        })
public class ApplicationDatabase {}
