//! libFuzzer's way in: see `tls_fuzz::targets`.
#![no_main]
libfuzzer_sys::fuzz_target!(|input: &[u8]| tls_fuzz::body("order_survives")(input));
