// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what the HTTP library itself refuses, in the form of all other errors, and without showing its insides. */
final class HttpErrors extends ErrorHandler {
    private static final String JSON = "application/json";

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        int told = code == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 || code == HttpStatus.NOT_IMPLEMENTED_501
                ? HttpStatus.BAD_REQUEST_400 // what a client asks for that nobody has is no failure of the server
                : code;
        response.setStatus(told);
        Front.addHeaders(response.getHeaders());
        response.getHeaders().put("Content-Type", JSON);
        if (code == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().put("Retry-After", "5");
        }
        response.write(true, ByteBuffer.wrap(body(told)), callback);
    }

    private static byte[] body(int status) {
        String message = status == HttpStatus.SERVICE_UNAVAILABLE_503
                ? "the server is shutting down"
                : "the request cannot be understood: " + HttpStatus.getMessage(status);
        String code = status < 500 ? "BAD_REQUEST" : status == 503 ? "SERVICE_UNAVAILABLE" : "INTERNAL_ERROR";
        return ("{\"statusCode\":" + status + ",\"message\":\"" + message + "\",\"success\":false,\"errorCode\":\""
                        + code + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
