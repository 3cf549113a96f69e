package org.longji.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.MalformedURLException;
import java.util.List;

/**
 * Serves the browser console beside the API. A path that only the console's router knows is answered with its page; assets, whose
 * names change with their content, may be kept for ever, the page itself never. Every answer carries the security headers.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class ConsoleFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String PAGE = "/index.html";
    private static final List<String> NOT_CONSOLE = List.of("/api/", "/health", "/metrics", "/openapi", "/assets/");

    /** Ant Design writes style elements at run time, hence unsafe-inline for styles; scripts come from here alone. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
            + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.startsWith("/assets/")) {
            response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
            chain.doFilter(request, response);
        } else if (path.equals("/") || path.equals(PAGE) || isConsoleRoute(request, path)) {
            response.setHeader("Cache-Control", "no-cache");
            // A charset in the header outranks the one in the page, and the container's default is not this page's.
            response.setContentType("text/html;charset=UTF-8");
            request.getRequestDispatcher(PAGE).forward(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isConsoleRoute(HttpServletRequest request, String path) throws MalformedURLException {
        String accept = request.getHeader("Accept");
        return request.getMethod().equals("GET")
                && accept != null
                && accept.contains("text/html")
                && NOT_CONSOLE.stream().noneMatch(path::startsWith)
                && getServletContext().getResource(path) == null;
    }
}
