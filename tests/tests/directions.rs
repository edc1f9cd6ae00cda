//! Two files, one a direction, say nothing of the order between them: the tool has to find it.

use std::fs;

use tls_flow::{Config, Peer};
use tls_inspect::{Exit, Streams, run};
use tls_tests::{
    conversation::{Conversation, What},
    fixtures,
};

#[test]
fn a_sound_conversation_in_two_files_is_sound() {
    let folder = std::env::temp_dir().join(format!("tls-tests-directions-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let files = Peer::BOTH.map(|peer| folder.join(peer.as_str()));
    let mut tried = 0;
    let mut wrong = Vec::new();
    for (name, text) in fixtures::transcripts() {
        let Some(bytes) = name.starts_with("ok/").then(|| both_directions(&text)).flatten() else {
            continue;
        };
        for (file, bytes) in files.iter().zip(bytes) {
            fs::write(file, bytes).unwrap();
        }
        let [client, server] = files.each_ref().map(|file| file.to_str().unwrap());
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        let streams = Streams {
            input: &mut &[][..],
            output: &mut output,
            errors: &mut errors,
            colour: false,
        };
        let arguments = ["tls-inspect", "--quiet", "--client", client, "--server", server];
        if !matches!(run(arguments, streams), Exit::Clean) {
            wrong.push((name, String::from_utf8_lossy(&output).into_owned()));
        }
        tried += 1;
    }
    fs::remove_dir_all(&folder).unwrap();
    assert!(tried > 100, "only {tried} fixtures could be told into two directions");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What each peer sent, where that is wire bytes and nothing else, from the start.
fn both_directions(text: &str) -> Option<[Vec<u8>; 2]> {
    let conversation = Conversation::from_transcript(text);
    if conversation.config != Config::default() {
        return None;
    }
    let mut directions = [Vec::new(), Vec::new()];
    for step in conversation.steps {
        let [client, server] = &mut directions;
        let direction = if step.from == Peer::Client { client } else { server };
        match step.what {
            What::Wire(bytes) => direction.extend(bytes),
            What::End(_) => {}
            _ => return None,
        }
    }
    Some(directions)
}
