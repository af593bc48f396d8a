//! `live --try-sandbox`: what must not be possible any more once the rights are given up, tried for real.
//!
//! For tests, and for whoever wants to know what their kernel enforces. One JSON object: each attempt with `refused` or
//! `possible`.

use crate::capture::live::{Device, Libpcap, Options, device};
use crate::cli::Live;
use crate::commands::exit::{Exit, Stop};
use serde_json::{Map, Value};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;

/// Try everything.
pub(super) fn all(library: Libpcap, options: &Live) -> Result<Exit, Stop> {
    let mut tried = Map::new();
    let mut note = |what: &str, possible: bool| {
        tried.insert(what.to_owned(), Value::from(if possible { "possible" } else { "refused" }));
    };
    note("read a file", File::open("/etc/hostname").is_ok() || File::open("/etc/passwd").is_ok());
    note("list a folder", fs::read_dir("/").is_ok());
    // A name of its own: what is tried must not be in anybody's way.
    let name = format!("ackplain-attempt-{}", std::process::id());
    note("create a file elsewhere", created(&std::env::temp_dir().join(&name)));
    if let Some(path) = &options.write {
        let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        note("create a file where it records", created(&folder.join(&name)));
        note("read what it recorded", File::open(path).is_ok());
    }
    note("run a program", Command::new("/bin/true").status().is_ok());
    note("bind a TCP port", TcpListener::bind("127.0.0.1:0").is_ok());
    let refused = |error: &io::Error| error.kind() == io::ErrorKind::PermissionDenied;
    // Where nobody listens, a connection that may be made is refused by the peer, not by the kernel.
    note("connect to a TCP port", !TcpStream::connect("127.0.0.1:1").is_err_and(|error| refused(&error)));
    note("become root", nix::unistd::setuid(nix::unistd::Uid::from_raw(0)).is_ok());
    #[cfg(target_os = "linux")]
    note(
        "gain a capability",
        caps::raise(None, caps::CapSet::Permitted, caps::Capability::CAP_NET_RAW).is_ok(),
    );
    let again = Options {
        interface: options.interface.clone().unwrap_or_default(),
        filter: None,
        snap_length: 96,
        promiscuous: false,
        immediate: false,
        buffer: 1 << 20,
        direction: device::Direction::Both,
    };
    note("open an interface", Device::open(library, &again).is_ok());
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, &Value::Object(tried)).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(Exit::Fine)
}

/// Can a file be created? It is taken away again where that is possible.
fn created(path: &Path) -> bool {
    let done = File::options().write(true).create_new(true).open(path).is_ok();
    if done {
        drop(fs::remove_file(path));
    }
    done
}
