/* wolfSSL as a TLS peer.
 * usage: wolfssl version | server PORT VERSION [auth] | client PORT VERSION [auth|twice|update]
 * VERSION is 11, 12 or 13. PKI names the directory of certificates. */
#include <wolfssl/options.h>
#include <wolfssl/ssl.h>
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static WOLFSSL_METHOD *method(int server, const char *version) {
    if (!strcmp(version, "13"))
        return server ? wolfTLSv1_3_server_method() : wolfTLSv1_3_client_method();
    if (!strcmp(version, "12"))
        return server ? wolfTLSv1_2_server_method() : wolfTLSv1_2_client_method();
    return server ? wolfTLSv1_1_server_method() : wolfTLSv1_1_client_method();
}

static const char *pki(const char *name) {
    static char path[400];
    snprintf(path, sizeof path, "%s/%s", getenv("PKI"), name);
    return path;
}

static void serve(WOLFSSL_CTX *context, struct sockaddr_in *address) {
    int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    bind(listener, (void *)address, sizeof *address);
    listen(listener, 5);
    for (;;) {
        int accepted = accept(listener, NULL, NULL);
        WOLFSSL *connection = wolfSSL_new(context);
        wolfSSL_set_fd(connection, accepted);
        if (wolfSSL_accept(connection) == WOLFSSL_SUCCESS) {
            char data[200];
            int length;
            while ((length = wolfSSL_read(connection, data, sizeof data)) > 0)
                wolfSSL_write(connection, data, length);
            wolfSSL_shutdown(connection);
        }
        wolfSSL_free(connection);
        close(accepted);
    }
}

static void exchange(WOLFSSL *connection, const char *text) {
    char answer[200];
    wolfSSL_write(connection, text, (int)strlen(text));
    wolfSSL_read(connection, answer, sizeof answer);
}

static int converse(WOLFSSL_CTX *context, struct sockaddr_in *address, const char *option) {
    WOLFSSL_SESSION *session = NULL;
    for (int i = 0; i < (strcmp(option, "twice") ? 1 : 2); i++) {
        int connected = socket(AF_INET, SOCK_STREAM, 0);
        connect(connected, (void *)address, sizeof *address);
        WOLFSSL *connection = wolfSSL_new(context);
        wolfSSL_set_fd(connection, connected);
        if (session)
            wolfSSL_set_session(connection, session);
        if (wolfSSL_connect(connection) != WOLFSSL_SUCCESS)
            return 1;
        exchange(connection, "hello");
        if (!strcmp(option, "update")) {
            wolfSSL_update_keys(connection);
            exchange(connection, "after");
        }
        session = wolfSSL_get1_session(connection);
        wolfSSL_shutdown(connection);
        wolfSSL_free(connection);
        close(connected);
    }
    return 0;
}

int main(int count, char **arguments) {
    if (!strcmp(arguments[1], "version")) {
        printf("wolfSSL %s\n", wolfSSL_lib_version());
        return 0;
    }
    int server = !strcmp(arguments[1], "server");
    const char *option = count > 4 ? arguments[4] : "";
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(atoi(arguments[2])),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    wolfSSL_Init();
    WOLFSSL_CTX *context = wolfSSL_CTX_new(method(server, arguments[3]));
    wolfSSL_CTX_set_verify(context, WOLFSSL_VERIFY_NONE, NULL);
    if (server || !strcmp(option, "auth")) {
        wolfSSL_CTX_use_certificate_file(context, pki(server ? "server.crt" : "client.crt"), SSL_FILETYPE_PEM);
        wolfSSL_CTX_use_PrivateKey_file(context, pki(server ? "server.key" : "client.key"), SSL_FILETYPE_PEM);
    }
    if (server && !strcmp(option, "auth")) {
        wolfSSL_CTX_load_verify_locations(context, pki("ca.crt"), NULL);
        wolfSSL_CTX_set_verify(context, WOLFSSL_VERIFY_PEER | WOLFSSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
    }
    if (server)
        serve(context, &address);
    return converse(context, &address, option);
}
