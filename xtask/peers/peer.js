// Node.js as a TLS peer.
// usage: peer.js version | server PORT VERSION [auth] | client PORT VERSION [auth|twice]
// VERSION is Node's name, as TLSv1.2. PKI names the directory of certificates.
'use strict';
const fs = require('fs');
const tls = require('tls');

const [, , role, port, version, option = ''] = process.argv;
if (role === 'version') {
  console.log('Node.js', process.version, 'with OpenSSL', process.versions.openssl);
  process.exit();
}
const read = (name) => fs.readFileSync(`${process.env.PKI}/${name}`);
const credentials = (name) => ({ key: read(`${name}.key`), cert: read(`${name}.crt`) });
const versions = {
  minVersion: version, maxVersion: version, ciphers: 'DEFAULT:@SECLEVEL=0', rejectUnauthorized: false,
};

function serve() {
  const options = { ...versions, ...credentials('server'), requestCert: option === 'auth' };
  const server = tls.createServer(options, (connection) => connection.pipe(connection));
  server.on('keylog', (line) => fs.appendFileSync(process.env.SSLKEYLOGFILE, line));
  server.on('tlsClientError', (error) => console.error(error.message));
  server.listen(Number(port), '127.0.0.1');
}

let session;
function connect(remaining) {
  const options = {
    ...versions, port: Number(port), host: '127.0.0.1', session,
    ...(option === 'auth' ? credentials('client') : {}),
  };
  const connection = tls.connect(options, () => connection.write('hello'));
  connection.on('session', (issued) => { session = issued; });
  connection.on('data', () => setTimeout(() => connection.end(), 100));
  connection.on('error', (error) => console.error(error.message));
  connection.on('close', () => { if (remaining > 1) connect(remaining - 1); });
}

if (role === 'server') serve();
else connect(option === 'twice' ? 2 : 1);
