package org.longji.rest.shared;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** Stops reading a body that is larger than anything meant for it, whether or not it announced its length. */
@Provider
@Priority(Priorities.AUTHENTICATION - 100)
public class RequestLimitFilter implements ContainerRequestFilter {

    private static final long MIB = 1024 * 1024;
    private static final long JSON_LIMIT = MIB;
    private static final long FILE_LIMIT = 200 * MIB;

    @Override
    public void filter(ContainerRequestContext request) {
        var type = request.getMediaType();
        if (type != null && type.equals(MediaType.APPLICATION_OCTET_STREAM_TYPE)) {
            // Attachments and packages are taken as bytes, and they count for themselves while they are read.
            return;
        }
        boolean file = type != null && type.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE) && !type.isWildcardType();
        var limited = new LimitedStream(request.getEntityStream(), file);
        if (announced(request) > limited.limit) {
            throw limited.tooLarge();
        }
        request.setEntityStream(limited);
    }

    /** Read as text: two gibibytes do not fit the number the framework would make of it. */
    private static long announced(ContainerRequestContext request) {
        var length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
    }

    private static final class LimitedStream extends FilterInputStream {

        private final boolean file;
        private final long limit;
        private long read;

        LimitedStream(InputStream body, boolean file) {
            super(body);
            this.file = file;
            this.limit = file ? FILE_LIMIT : JSON_LIMIT;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > limit) {
                throw tooLarge();
            }
        }

        ProblemException tooLarge() {
            return new ProblemException(
                    file ? Problem.FILE_TOO_LARGE : Problem.REQUEST_TOO_LARGE, Map.of("limit", limit / MIB + " MiB"));
        }
    }
}
