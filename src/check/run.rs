//! Many files on several threads, in an order that does not depend on them.

use super::evaluate::{Bench, item};
use super::find::{is_capture, shown};
use super::read::{Read, read};
use super::spec::{Item, Spec};
use super::verdict::{CaptureOf, FileState, FileVerdict, Item as Held, Outcome};
use crate::examine::choose::wanted;
use crate::examine::subject::Subject;
use crate::examine::trouble::{Said, Trouble, trouble};
use crate::examine::yaml::{MOST_BYTES, Places};
use crate::language::faults::{Fault, Help, Unmet};
use crate::language::unreadable;
use crate::nearest::nearest;
use hmac_sha256::Hash as Sha256;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A thread's stack: expressions and YAML nest, and a debug build needs more for it.
const STACK: usize = 16 << 20;

/// Which expectations are held, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Only those with one of these tags; all if empty.
    pub tags: Vec<String>,
    /// Only those with one of these ids; all if empty.
    pub ids: Vec<String>,
    /// Only this part of the files.
    pub part: Option<Part>,
    /// How many threads.
    pub jobs: usize,
}

/// A part of the files, by the hash of their names: the parts of one `of` are disjoint and together all, whatever is
/// added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Which, from 1.
    pub number: u64,
    /// Of how many.
    pub of: u64,
}

impl Part {
    /// `hash:m/n`.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, of) = text.strip_prefix("hash:")?.split_once('/')?;
        let (number, of) = (number.parse().ok()?, of.parse().ok()?);
        (1..=of).contains(&number).then_some(Self { number, of })
    }

    fn holds(self, file: &str) -> bool {
        let digest = Sha256::hash(file.as_bytes());
        let hash = digest.iter().take(8).fold(0_u64, |hash, byte| hash << 8 | u64::from(*byte));
        hash % self.of == self.number - 1
    }
}

/// Hold every file to its capture. `each` hears how many are done.
///
/// The verdicts are in the order of the files. Files without an expectation that was asked for (by tag or id) and
/// without a mistake are left out.
pub fn run(files: &[PathBuf], options: &Options, each: &(dyn Fn(usize) + Sync)) -> Vec<FileVerdict> {
    let files: Vec<&PathBuf> =
        files.iter().filter(|file| options.part.is_none_or(|part| part.holds(&shown(file)))).collect();
    let next = AtomicUsize::new(0);
    let done = AtomicUsize::new(0);
    let verdicts: Vec<Mutex<Option<FileVerdict>>> = files.iter().map(|_| Mutex::new(None)).collect();
    let work = || {
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let (Some(path), Some(slot)) = (files.get(place), verdicts.get(place)) else { break };
            let verdict = file(path, options);
            if let Ok(mut slot) = slot.lock() {
                *slot = verdict;
            }
            each(done.fetch_add(1, Ordering::Relaxed) + 1);
        }
    };
    std::thread::scope(|scope| {
        let threads = options.jobs.clamp(1, files.len().max(1));
        let started = (0..threads)
            .filter(|_| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).is_ok());
        if started.count() == 0 {
            work();
        }
    });
    verdicts.into_iter().filter_map(|slot| slot.into_inner().ok().flatten()).collect()
}

/// Hold one file to its capture; `None` if nothing in it was asked for.
pub fn file(path: &Path, options: &Options) -> Option<FileVerdict> {
    let name = shown(path);
    let mut verdict = FileVerdict {
        file: name.clone(),
        capture: None,
        about: None,
        tags: Vec::new(),
        state: FileState::Ran,
        items: Vec::new(),
        snapshots: Vec::new(),
        source: None,
    };
    let bytes = match bounded(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let fault = Fault::FaultUnreadable { said: error.to_string() };
            verdict.state = FileState::Broken(vec![trouble(None, &fault, None)]);
            return Some(verdict);
        }
    };
    let Read { source, places, spec } = read(&name, &bytes);
    verdict.source = source;
    let spec = match spec {
        Ok(spec) => spec,
        Err(mut troubles) => {
            let capture = path.file_name().is_some_and(|name| is_capture(&name.to_string_lossy()));
            if capture && let Some(first) = troubles.first_mut() {
                let help = Help::HelpIsCapture { path: name };
                first.help = Some(Said::of(|language| help.text(language)));
            }
            verdict.state = FileState::Broken(troubles);
            return Some(verdict);
        }
    };
    let asked = |item: &&Item| options.asks_for(item, &spec.tags);
    let items: Vec<&Item> = spec.items.iter().filter(asked).collect();
    if items.is_empty() {
        return None;
    }
    verdict.snapshots = spec.snapshots();
    verdict.about.clone_from(&spec.about);
    verdict.tags.clone_from(&spec.tags);
    let folder = path.parent().unwrap_or(Path::new(""));
    let capture = super::find::plain(&folder.join(&spec.capture));
    verdict.capture = Some(CaptureOf {
        named: spec.capture.clone(),
        path: shown(&capture),
        sha256: None,
        expected: spec.sha256.clone(),
    });
    if let Some(places) = &places {
        held(&mut verdict, &spec, &items, places, folder, &capture);
    }
    Some(verdict)
}

impl Options {
    fn asks_for(&self, item: &Item, of_file: &[String]) -> bool {
        let tagged = |tag: &String| item.tags.contains(tag) || of_file.contains(tag);
        (self.tags.is_empty() || self.tags.iter().any(tagged))
            && (self.ids.is_empty() || self.ids.contains(&item.id))
    }
}

/// The whole file, but no more than a file of expectations may have.
fn bounded(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Hold the expectations that were asked for to the capture.
fn held(
    verdict: &mut FileVerdict,
    spec: &Spec,
    items: &[&Item],
    places: &Places,
    folder: &Path,
    capture: &Path,
) {
    if let Some(why) = spec.requires.unmet() {
        verdict.state = FileState::Skipped { why };
        return;
    }
    if !capture.is_file() && spec.requires.capture && !capture.exists() {
        let unmet = Unmet::UnmetCapture { path: shown(capture) };
        verdict.state = FileState::Skipped { why: Said::of(|language| unmet.text(language)) };
        return;
    }
    let mut subject = match open(verdict, spec, folder, capture) {
        Ok(subject) => subject,
        Err(trouble) => {
            verdict.state = FileState::Broken(vec![*trouble]);
            return;
        }
    };
    let bench = Bench { spec, places, folder };
    let mut troubles = Vec::new();
    for expected in items {
        let result = match expected.requires.unmet() {
            Some(why) => Ok(Outcome::Skipped { why }),
            None => item(&bench, expected, &mut subject),
        };
        let mut tags = spec.tags.clone();
        tags.extend(expected.tags.iter().filter(|tag| !spec.tags.contains(tag)).cloned());
        match result {
            Ok(result) => {
                let (id, at) = (expected.id.clone(), expected.at.clone());
                verdict.items.push(Held { id, at, tags, result });
            }
            Err(more) => troubles.extend(more),
        }
    }
    if !troubles.is_empty() {
        verdict.items.clear();
        verdict.state = FileState::Broken(troubles);
    }
}

/// The capture, if it is the one that is meant.
fn open(
    verdict: &mut FileVerdict,
    spec: &Spec,
    folder: &Path,
    capture: &Path,
) -> Result<Subject, Box<Trouble>> {
    let at = Some(spec.capture_at.clone());
    if !capture.exists() {
        let fault = Fault::FaultCaptureMissing { path: shown(capture) };
        let help = match nearby(folder, &spec.capture) {
            Some(meant) => Help::HelpMeant { meant },
            None => Help::HelpOptionalCapture {},
        };
        return Err(Box::new(trouble(at, &fault, Some(&help))));
    }
    let unreadable = |said: Said| {
        let said = Said::of(|language| {
            Fault::FaultCaptureUnreadable { said: said.text(language).trim_end_matches('.').to_owned() }
                .text(language)
        });
        Box::new(Trouble { at: at.clone(), message: said, help: None, also: None })
    };
    if let (Some(expected), Some(named)) = (&spec.sha256, &mut verdict.capture) {
        let actual = sha256(capture)
            .map_err(|error| unreadable(Said::of(|_| format!("{}: {error}", shown(capture)))))?;
        named.sha256 = Some(actual.clone());
        if actual != expected.text {
            let fault = Fault::FaultSha256Differs { expected: expected.text.clone(), actual };
            return Err(Box::new(trouble(Some(expected.at.clone()), &fault, Some(&Help::HelpSha256 {}))));
        }
    }
    let wanted = wanted(&spec.filters, spec.items.iter().map(|item| &item.target));
    Subject::read(capture, &shown(capture), &wanted).map_err(|error| {
        let complaint = unreadable::complaint(&error);
        unreadable(Said::of(|language| complaint.text(language)))
    })
}

/// The SHA-256 of a file's bytes, in lower-case hexadecimal.
///
/// # Errors
/// It cannot be read.
pub fn sha256(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        hasher.update(buffer.get(..count).unwrap_or_default());
    }
    Ok(crate::report::data::Hex(&hasher.finalize()).to_string())
}

/// A capture in the folder whose name is near.
fn nearby(folder: &Path, named: &str) -> Option<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| is_capture(name))
        .collect();
    names.sort();
    nearest(named, names.iter().map(String::as_str)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_disjoint_and_together_all() {
        let names: Vec<String> = (0..200).map(|n| format!("captures/{n}.expect.yaml")).collect();
        let part = |number| Part { number, of: 3 };
        let sizes: Vec<usize> =
            (1..=3).map(|number| names.iter().filter(|name| part(number).holds(name)).count()).collect();
        assert_eq!(sizes.iter().sum::<usize>(), 200);
        assert!(sizes.iter().all(|size| *size > 40), "{sizes:?}");
    }

    #[test]
    fn a_part_is_written_as_m_of_n() {
        assert_eq!(Part::parse("hash:2/3"), Some(Part { number: 2, of: 3 }));
        for text in ["2/3", "hash:0/3", "hash:4/3", "hash:1/0", "hash:a/b", "slice:1/2"] {
            assert_eq!(Part::parse(text), None, "{text}");
        }
    }
}
