//! Every case of `tests/cases` gives exactly the findings that it names.

use std::fmt::Write as _;

use tls_tests::case;

#[test]
fn every_case_gives_its_findings_and_no_others() {
    let cases = case::all().unwrap();
    assert!(cases.len() >= 542, "{} cases are left", cases.len());
    let mut wrong = String::new();
    for case in &cases {
        let told = case::told_of(&case.transcript);
        if told != case.findings {
            writeln!(wrong, "\n{} ({})", case.name, case.vantage).unwrap();
            for line in case.findings.iter().filter(|line| !told.contains(line)) {
                writeln!(wrong, "  missed: {line}").unwrap();
            }
            for line in told.iter().filter(|line| !case.findings.contains(line)) {
                writeln!(wrong, "  extra:  {line}").unwrap();
            }
            if told.len() == case.findings.len() {
                writeln!(wrong, "  in this order: {told:#?}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
