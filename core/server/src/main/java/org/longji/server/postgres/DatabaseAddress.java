package org.longji.server.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Where a database is and who enters it.
 *
 * @param url the JDBC URL, without any account in it
 * @param user the role
 * @param password its password
 */
public record DatabaseAddress(String url, String user, String password) {

    public DatabaseAddress as(String otherUser, String otherPassword) {
        return new DatabaseAddress(url, otherUser, otherPassword);
    }

    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "10");
        return DriverManager.getConnection(url, properties);
    }

    /** Without the password: this text may reach a log. */
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
