//! What is kept of a file that failed, for whoever looks at it later on another machine.

use super::page;
use super::verdict::FileVerdict;
use crate::language::Language;
use crate::report::Page;
use std::io;
use std::path::{Path, PathBuf};

/// Keep the file of expectations, its capture, and what was said of it in a folder of `into`; returns that folder.
///
/// # Errors
/// It cannot be written, or what is to be kept cannot be read any more.
pub(crate) fn save(into: &Path, file: &FileVerdict, language: Language) -> io::Result<PathBuf> {
    let folder = into.join(name_of(&file.file));
    std::fs::create_dir_all(&folder)?;
    let copy = |path: &str| match Path::new(path).file_name() {
        Some(name) => std::fs::copy(path, folder.join(name)).map(|_| ()),
        None => Ok(()),
    };
    copy(&file.file)?;
    if let Some(capture) = &file.capture {
        copy(&capture.path)?;
    }
    let out = std::fs::File::create(folder.join("failures.txt"))?;
    let mut page = Page::new(Box::new(out), page::plain(language));
    page::write(&mut page, std::slice::from_ref(file))?;
    Ok(folder)
}

/// A path as the name of one folder: no two paths give the same.
fn name_of(path: &str) -> String {
    path.chars()
        .map(|c| match c {
            '/' => "__".to_owned(),
            '_' => "_".to_owned(),
            c if c.is_alphanumeric() || matches!(c, '.' | '-') => c.to_string(),
            other => format!("%{:x}", u32::from(other)),
        })
        .collect::<String>()
        .trim_start_matches("..")
        .to_owned()
}
