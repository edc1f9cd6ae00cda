/* Mbed TLS 2.28 as a TLS peer.
 * usage: mbedtls version | server PORT VERSION [auth] | client PORT VERSION [OPTION]
 * VERSION is the minor version on the wire (3 is TLS 1.2); OPTION: auth, twice, renegotiate,
 * fragment (max_fragment_length 512). PKI names the directory of certificates. */
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>
#include <mbedtls/ssl_cache.h>
#include <mbedtls/version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static mbedtls_ssl_config config;

static int log_keys(void *unused, const unsigned char *master, const unsigned char *block,
                    size_t mac_length, size_t key_length, size_t iv_length,
                    const unsigned char client_random[32], const unsigned char server_random[32],
                    mbedtls_tls_prf_types prf) {
    FILE *file = fopen(getenv("SSLKEYLOGFILE"), "a");
    (void)unused, (void)block, (void)mac_length, (void)key_length, (void)iv_length;
    (void)server_random, (void)prf;
    fprintf(file, "CLIENT_RANDOM ");
    for (int i = 0; i < 32; i++)
        fprintf(file, "%02x", client_random[i]);
    fprintf(file, " ");
    for (int i = 0; i < 48; i++)
        fprintf(file, "%02x", master[i]);
    fprintf(file, "\n");
    fclose(file);
    return 0;
}

static const char *pki(const char *name) {
    static char path[400];
    snprintf(path, sizeof path, "%s/%s", getenv("PKI"), name);
    return path;
}

static int handshake(mbedtls_ssl_context *connection, mbedtls_net_context *socket,
                     const mbedtls_ssl_session *session) {
    mbedtls_ssl_init(connection);
    mbedtls_ssl_setup(connection, &config);
    mbedtls_ssl_set_bio(connection, socket, mbedtls_net_send, mbedtls_net_recv, NULL);
    mbedtls_ssl_set_hostname(connection, "localhost");
    if (session)
        mbedtls_ssl_set_session(connection, session);
    return mbedtls_ssl_handshake(connection);
}

static void serve(const char *port) {
    mbedtls_net_context listener, accepted;
    mbedtls_ssl_context connection;
    mbedtls_net_init(&listener);
    mbedtls_net_bind(&listener, "127.0.0.1", port, MBEDTLS_NET_PROTO_TCP);
    for (;;) {
        unsigned char data[300];
        int length;
        mbedtls_net_accept(&listener, &accepted, NULL, 0, NULL);
        if (handshake(&connection, &accepted, NULL) == 0) {
            while ((length = mbedtls_ssl_read(&connection, data, sizeof data)) > 0)
                mbedtls_ssl_write(&connection, data, length);
            mbedtls_ssl_close_notify(&connection);
        }
        mbedtls_net_free(&accepted);
        mbedtls_ssl_free(&connection);
    }
}

static void exchange(mbedtls_ssl_context *connection, const char *text) {
    unsigned char answer[300];
    mbedtls_ssl_write(connection, (const unsigned char *)text, strlen(text));
    mbedtls_ssl_read(connection, answer, sizeof answer);
}

static int converse(const char *port, const char *option) {
    mbedtls_ssl_session session;
    mbedtls_ssl_session_init(&session);
    for (int i = 0; i < (strcmp(option, "twice") ? 1 : 2); i++) {
        mbedtls_net_context connected;
        mbedtls_ssl_context connection;
        mbedtls_net_connect(&connected, "127.0.0.1", port, MBEDTLS_NET_PROTO_TCP);
        if (handshake(&connection, &connected, i ? &session : NULL) != 0)
            return 1;
        exchange(&connection, "hello");
        if (!strcmp(option, "renegotiate")) {
            mbedtls_ssl_renegotiate(&connection);
            exchange(&connection, "after");
        }
        mbedtls_ssl_get_session(&connection, &session);
        mbedtls_ssl_close_notify(&connection);
        mbedtls_net_free(&connected);
        mbedtls_ssl_free(&connection);
    }
    return 0;
}

int main(int count, char **arguments) {
    if (!strcmp(arguments[1], "version")) {
        printf("%s\n", MBEDTLS_VERSION_STRING_FULL);
        return 0;
    }
    int server = !strcmp(arguments[1], "server"), minor = atoi(arguments[3]);
    const char *option = count > 4 ? arguments[4] : "";
    mbedtls_entropy_context entropy;
    mbedtls_ctr_drbg_context random;
    mbedtls_x509_crt certificate;
    mbedtls_pk_context key;
    mbedtls_ssl_cache_context cache;

    mbedtls_ssl_config_init(&config);
    mbedtls_entropy_init(&entropy);
    mbedtls_ctr_drbg_init(&random);
    mbedtls_x509_crt_init(&certificate);
    mbedtls_pk_init(&key);
    mbedtls_ssl_cache_init(&cache);
    mbedtls_ctr_drbg_seed(&random, mbedtls_entropy_func, &entropy, NULL, 0);
    mbedtls_ssl_config_defaults(&config, server, MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT);
    mbedtls_ssl_conf_rng(&config, mbedtls_ctr_drbg_random, &random);
    int asks = server && !strcmp(option, "auth");
    mbedtls_ssl_conf_authmode(&config, asks ? MBEDTLS_SSL_VERIFY_OPTIONAL : MBEDTLS_SSL_VERIFY_NONE);
    mbedtls_ssl_conf_min_version(&config, 3, minor);
    mbedtls_ssl_conf_max_version(&config, 3, minor);
    mbedtls_ssl_conf_renegotiation(&config, MBEDTLS_SSL_RENEGOTIATION_ENABLED);
    if (server || !strcmp(option, "auth")) {
        mbedtls_x509_crt_parse_file(&certificate, pki(server ? "server.crt" : "client.crt"));
        mbedtls_pk_parse_keyfile(&key, pki(server ? "server.key" : "client.key"), NULL);
        mbedtls_ssl_conf_own_cert(&config, &certificate, &key);
    }
    if (server) {
        mbedtls_ssl_conf_export_keys_ext_cb(&config, log_keys, NULL);
        mbedtls_ssl_conf_session_cache(&config, &cache, mbedtls_ssl_cache_get, mbedtls_ssl_cache_set);
    }
    if (!strcmp(option, "fragment"))
        mbedtls_ssl_conf_max_frag_len(&config, MBEDTLS_SSL_MAX_FRAG_LEN_512);
    if (server)
        serve(arguments[2]);
    return converse(arguments[2], option);
}
