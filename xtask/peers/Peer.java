import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Java's JSSE as a TLS peer.
 *
 * <p>usage: Peer server PORT PROTOCOLS [auth|anonymous|again] | client PORT PROTOCOLS
 * [twice|anonymous|again]. PROTOCOLS are JSSE's names with commas between. "again" starts a second
 * handshake on the open connection. PKI names the directory of certificates.
 */
public class Peer {
    static final char[] PASSWORD = "changeit".toCharArray();
    static final String[] ANONYMOUS = {"TLS_DH_anon_WITH_AES_128_CBC_SHA"};

    /** Everybody is welcome: what is recorded is the conversation, not the trust. */
    static class Anyone extends X509ExtendedTrustManager {
        public void checkClientTrusted(X509Certificate[] chain, String type) {}
        public void checkServerTrusted(X509Certificate[] chain, String type) {}
        public void checkClientTrusted(X509Certificate[] c, String t, java.net.Socket s) {}
        public void checkServerTrusted(X509Certificate[] c, String t, java.net.Socket s) {}
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}
        public X509Certificate[] getAcceptedIssuers() { return new X509Certificate[0]; }
    }

    public static void main(String[] arguments) throws Exception {
        for (String property : new String[] {"tls.disabledAlgorithms", "tls.legacyAlgorithms", "certpath.disabledAlgorithms"})
            Security.setProperty("jdk." + property, "");
        System.setProperty("sun.security.ssl.allowUnsafeRenegotiation", "true");
        boolean server = arguments[0].equals("server");
        int port = Integer.parseInt(arguments[1]);
        String[] protocols = arguments[2].split(",");
        List<String> options = Arrays.asList(arguments).subList(3, arguments.length);

        KeyStore store = KeyStore.getInstance("PKCS12");
        String file = System.getenv("PKI") + (server ? "/server.p12" : "/client.p12");
        store.load(new FileInputStream(file), PASSWORD);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {new Anyone()}, null);
        if (server) serve(context, port, protocols, options);
        else converse(context, port, protocols, options);
    }

    static void serve(SSLContext context, int port, String[] protocols, List<String> options) throws Exception {
        SSLServerSocket listener = (SSLServerSocket) context.getServerSocketFactory()
            .createServerSocket(port, 5, InetAddress.getByName("127.0.0.1"));
        listener.setEnabledProtocols(protocols);
        if (options.contains("anonymous")) listener.setEnabledCipherSuites(ANONYMOUS);
        if (options.contains("auth")) listener.setNeedClientAuth(true);
        while (true) {
            SSLSocket socket = (SSLSocket) listener.accept();
            new Thread(() -> echo(socket, options.contains("again"))).start();
        }
    }

    static void echo(SSLSocket socket, boolean again) {
        try {
            byte[] buffer = new byte[100];
            int length;
            while ((length = socket.getInputStream().read(buffer)) > 0) {
                socket.getOutputStream().write(buffer, 0, length);
                if (again) {
                    again = false;
                    socket.setWantClientAuth(true);
                    socket.startHandshake();
                }
            }
            socket.close();
        } catch (IOException error) {
            System.err.println(error);
        }
    }

    static void converse(SSLContext context, int port, String[] protocols, List<String> options) throws Exception {
        for (int i = 0; i < (options.contains("twice") ? 2 : 1); i++) {
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
            socket.setEnabledProtocols(protocols);
            if (options.contains("anonymous")) socket.setEnabledCipherSuites(ANONYMOUS);
            byte[] buffer = new byte[100];
            socket.getOutputStream().write("hello".getBytes());
            socket.getInputStream().read(buffer);
            if (options.contains("again")) socket.startHandshake();
            socket.getOutputStream().write("again".getBytes());
            socket.getInputStream().read(buffer);
            socket.close();
            Thread.sleep(100);
        }
    }
}
