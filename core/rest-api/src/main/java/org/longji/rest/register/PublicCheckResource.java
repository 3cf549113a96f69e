package org.longji.rest.register;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.longji.register.RegisterPapers;
import org.longji.rest.shared.PublicAccess;

/** Whether what somebody holds in hands is so: what a register lets anybody know of a row by its key. */
@Path("/public/registers/{plugin}/{register}")
@Tag(name = "registers")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PublicCheckResource {

    @Inject
    @SuppressWarnings("NullAway.Init")
    RegisterPapers papers;

    @GET
    @PublicAccess
    @Path("/{key}")
    public RegisterPapers.Checked check(
            @PathParam("plugin") String plugin, @PathParam("register") String register, @PathParam("key") String key) {
        return papers.check(plugin, register, key);
    }
}
