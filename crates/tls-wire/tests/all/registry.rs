//! The cipher suite table against the registry it comes from.

use tls_wire::CipherSuite;

const IANA: &str = include_str!("../data/iana-cipher-suites.csv");

/// In use without an entry at IANA: see the table's own comment.
fn is_unregistered(suite: CipherSuite) -> bool {
    matches!(suite.0, 0x001c..=0x001d | 0x0060..=0x0066 | 0x0080..=0x0083)
}

#[test]
fn every_suite_of_the_registry_is_in_the_table_under_its_name_and_no_other() {
    let mut registered = Vec::new();
    for line in IANA.lines().filter(|line| !line.starts_with('#')) {
        let (value, name) = line.trim_start_matches('"').split_once("\",").unwrap();
        let (high, low) = value.split_once(',').unwrap();
        let byte = |hex: &str| u8::from_str_radix(hex.trim_start_matches("0x"), 16).unwrap();
        let suite = CipherSuite(u16::from_be_bytes([byte(high), byte(low)]));
        assert_eq!(suite.name(), Some(name));
        registered.push(suite);
    }
    assert_eq!(registered.len(), 352);
    let table: Vec<_> =
        CipherSuite::ASSIGNED.iter().copied().filter(|suite| !is_unregistered(*suite)).collect();
    assert_eq!(table, registered);
}
