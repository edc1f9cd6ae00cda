//! The certificates and keys of the recordings: made on the spot, valid nowhere else.
//!
//! A directory with `ca`, `server` (RSA), `server-ec` (P-256), `client` (RSA) and `client-ec`
//! (P-256), each as `.crt` and `.key`; `.p12` of the RSA ones for Java; and `nss`, a certificate
//! database, where NSS's tools are installed. The leaves name `localhost`; the client's are for
//! client authentication. All are signed by `ca`, because an end entity that is its own CA is
//! refused by several stacks.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::Failure;

const RSA: &str = "-newkey rsa:2048";
const EC: &str = "-newkey ec -pkeyopt ec_paramgen_curve:P-256";
const AUTHORITY: &str = "-addext basicConstraints=critical,CA:TRUE \
                         -addext keyUsage=critical,keyCertSign,digitalSignature";

/// Makes what is missing in `directory`.
pub(crate) fn make(directory: &Path) -> Result<(), Failure> {
    if directory.join("complete").exists() {
        return Ok(());
    }
    std::fs::create_dir_all(directory)?;
    openssl(
        directory,
        &format!(
            "req -x509 {RSA} -nodes -days 3650 -subj /CN=test-ca -keyout ca.key -out ca.crt {AUTHORITY}"
        ),
    )?;
    for (name, key, usage) in [
        ("server", RSA, "serverAuth"),
        ("server-ec", EC, "serverAuth"),
        ("client", RSA, "clientAuth"),
        ("client-ec", EC, "clientAuth"),
    ] {
        let subject = name.split('-').next().unwrap_or(name);
        openssl(
            directory,
            &format!(
                "req -x509 -CA ca.crt -CAkey ca.key {key} -nodes -days 3650 -subj /CN={subject} \
                 -keyout {name}.key -out {name}.crt -addext subjectAltName=DNS:localhost \
                 -addext basicConstraints=critical,CA:FALSE -addext extendedKeyUsage={usage}"
            ),
        )?;
        openssl(
            directory,
            &format!(
                "pkcs12 -export -in {name}.crt -inkey {name}.key -name {name} \
                 -passout pass:changeit -out {name}.p12"
            ),
        )?;
    }
    if run(directory, "certutil -N -d sql:nss --empty-password", Some("nss")).is_ok() {
        run(directory, "certutil -A -d sql:nss -n ca -t CT,CT,CT -i ca.crt", None)?;
        for name in ["server", "client"] {
            run(directory, &format!("pk12util -i {name}.p12 -d sql:nss -W changeit"), None)?;
        }
    }
    std::fs::write(directory.join("complete"), "")?;
    Ok(())
}

fn openssl(directory: &Path, line: &str) -> Result<(), Failure> {
    run(directory, &format!("openssl {line}"), None)
}

fn run(directory: &Path, line: &str, create: Option<&str>) -> Result<(), Failure> {
    if let Some(folder) = create {
        std::fs::create_dir_all(directory.join(folder))?;
    }
    let mut words = line.split_whitespace();
    let output = Command::new(words.next().unwrap_or_default())
        .args(words)
        .current_dir(directory)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Failure::Failed(format!("{line}: {error}")))?;
    if output.status.success() {
        return Ok(());
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(Failure::Failed(format!("{line}: {}\n{complaint}", output.status)))
}
