//! Which files are run: those that were named, and those with `.expect.yaml` at their end in folders that were named.

use super::verdict::FileVerdict;
use std::collections::BTreeSet;
use std::io;
use std::path::{Component, Path, PathBuf};

/// How the names of files of expectations end.
pub const ENDINGS: [&str; 2] = [".expect.yaml", ".expect.yml"];

/// How the names of captures end, before what a compression adds.
const CAPTURES: [&str; 4] = [".pcap", ".pcapng", ".cap", ".ntar"];

/// What compressions add.
const PACKED: [&str; 4] = ["", ".gz", ".zst", ".lz4"];

/// How the names of snapshots end, if they are to be found when nobody uses them.
pub const SNAPSHOT: &str = ".snap";

/// Folders inside one another that are looked into.
const DEEPEST: usize = 32;

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// Files of expectations: those named first, in order, each folder's sorted by name.
    pub files: Vec<PathBuf>,
    /// Captures in the folders.
    pub captures: BTreeSet<PathBuf>,
    /// Snapshots in the folders.
    pub snapshots: BTreeSet<PathBuf>,
}

/// Look for files. A folder is searched with all folders in it, but for hidden ones and links to folders.
///
/// # Errors
/// What could not be looked at, and why; a name that was given and is not there is among them.
pub fn find(named: &[PathBuf]) -> (Found, Vec<(PathBuf, io::Error)>) {
    let (mut found, mut errors) = (Found::default(), Vec::new());
    for path in named {
        match std::fs::metadata(path) {
            Ok(about) if about.is_dir() => look_into(path, DEEPEST, &mut found, &mut errors),
            Ok(_) => found.add_file(path.clone()),
            Err(error) => errors.push((path.clone(), error)),
        }
    }
    (found, errors)
}

impl Found {
    fn add_file(&mut self, path: PathBuf) {
        if !self.files.contains(&path) {
            self.files.push(path);
        }
    }
}

fn look_into(folder: &Path, depth: usize, found: &mut Found, errors: &mut Vec<(PathBuf, io::Error)>) {
    let entries = match std::fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
        Ok(entries) => entries,
        Err(error) => return errors.push((folder.to_owned(), error)),
    };
    let mut entries: Vec<(PathBuf, bool)> = entries
        .into_iter()
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .map(|entry| (entry.path(), entry.file_type().is_ok_and(|kind| kind.is_dir())))
        .collect();
    entries.sort();
    for (path, is_folder) in entries {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if is_folder {
            if depth > 0 {
                look_into(&path, depth - 1, found, errors);
            }
        } else if ENDINGS.iter().any(|ending| name.ends_with(ending)) {
            found.add_file(path);
        } else if is_capture(&name) {
            found.captures.insert(plain(&path));
        } else if name.ends_with(SNAPSHOT) {
            found.snapshots.insert(plain(&path));
        }
    }
}

/// Is that the name of a capture?
pub fn is_capture(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    PACKED.iter().any(|packed| {
        name.strip_suffix(packed).is_some_and(|name| CAPTURES.iter().any(|ending| name.ends_with(ending)))
    })
}

/// A path without `.` and, where that is certain, without `..`: to compare it with another.
pub fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(plain.components().next_back(), Some(Component::Normal(_))) => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// A path as it is shown on every system.
pub fn shown(path: &Path) -> String {
    let text = plain(path).to_string_lossy().into_owned();
    if std::path::MAIN_SEPARATOR == '\\' { text.replace('\\', "/") } else { text }
}

/// The snapshots that a file's expectations use.
pub fn snapshots_of(file: &FileVerdict) -> Vec<PathBuf> {
    let folder = Path::new(&file.file).parent().unwrap_or(Path::new(""));
    file.snapshots.iter().map(|name| plain(&folder.join(name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captures_are_known_by_their_names() {
        for name in ["a.pcap", "a.PCAPNG", "a.b.cap.gz", "x.pcap.zst"] {
            assert!(is_capture(name), "{name}");
        }
        for name in ["a.pcap.expect.yaml", "pcap", "a.gz", "a.pcap.xz"] {
            assert!(!is_capture(name), "{name}");
        }
    }

    #[test]
    fn paths_are_made_plain() {
        assert_eq!(plain(Path::new("./a/../b/./c")), Path::new("b/c"));
        assert_eq!(plain(Path::new("../a")), Path::new("../a"));
        assert_eq!(plain(Path::new("a/../../b")), Path::new("../b"));
        assert_eq!(plain(Path::new("/a/./b")), Path::new("/a/b"));
    }

    #[test]
    fn a_folder_gives_its_files_in_order() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in [
            "b.expect.yaml",
            "a.expect.yml",
            "sub/c.expect.yaml",
            "x.pcap",
            "y.snap",
            ".hidden/d.expect.yaml",
            "e.yaml",
        ] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            std::fs::write(path, "").expect("written");
        }
        let (found, errors) = find(&[folder.path().to_owned(), folder.path().join("nowhere")]);
        let names: Vec<String> =
            found.files.iter().map(|path| shown(path.strip_prefix(folder.path()).expect("inside"))).collect();
        assert_eq!(names, ["a.expect.yml", "b.expect.yaml", "sub/c.expect.yaml"]);
        assert_eq!((found.captures.len(), found.snapshots.len(), errors.len()), (1, 1, 1));
    }
}
