// Go's crypto/tls as a TLS peer.
//
// usage: peer version | server PORT VERSION [auth|hrr] | client PORT VERSION [auth|twice]
// VERSION is 10, 11, 12 or 13. PKI names the directory of certificates.
package main

import (
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"time"
)

var versions = map[string]uint16{
	"10": tls.VersionTLS10, "11": tls.VersionTLS11, "12": tls.VersionTLS12, "13": tls.VersionTLS13,
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func credentials(name string) []tls.Certificate {
	base := os.Getenv("PKI") + "/" + name
	certificate, err := tls.LoadX509KeyPair(base+".crt", base+".key")
	check(err)
	return []tls.Certificate{certificate}
}

func main() {
	if os.Args[1] == "version" {
		fmt.Println("Go", runtime.Version(), "crypto/tls")
		return
	}
	role, port, version, option := os.Args[1], os.Args[2], versions[os.Args[3]], ""
	if len(os.Args) > 4 {
		option = os.Args[4]
	}
	config := &tls.Config{
		MinVersion: version, MaxVersion: version,
		NextProtos: []string{"h2", "http/1.1"},
	}
	if role == "server" {
		serve(port, option, config)
	}
	converse(port, option, config)
}

func serve(port, option string, config *tls.Config) {
	keys, err := os.OpenFile(os.Getenv("SSLKEYLOGFILE"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	check(err)
	config.KeyLogWriter = keys
	config.Certificates = credentials("server-ec")
	switch option {
	case "auth":
		config.ClientAuth = tls.RequireAnyClientCert
	case "hrr":
		config.CurvePreferences = []tls.CurveID{tls.CurveP384}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	check(err)
	for {
		socket, err := listener.Accept()
		check(err)
		go func() {
			connection := tls.Server(socket, config)
			io.Copy(connection, connection)
			connection.Close()
		}()
	}
}

func converse(port, option string, config *tls.Config) {
	config.InsecureSkipVerify = true
	config.ServerName = "localhost"
	config.ClientSessionCache = tls.NewLRUClientSessionCache(1)
	connections := 1
	switch option {
	case "auth":
		config.Certificates = credentials("client-ec")
	case "twice":
		connections = 2
	}
	for i := 0; i < connections; i++ {
		connection, err := tls.Dial("tcp", "127.0.0.1:"+port, config)
		check(err)
		connection.Write([]byte("hello"))
		_, err = connection.Read(make([]byte, 100))
		fmt.Println(connection.ConnectionState().DidResume, err)
		connection.Close()
		time.Sleep(100 * time.Millisecond)
	}
}
