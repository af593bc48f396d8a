//! A file in the place of another: whole or not at all, and not over what somebody else wrote meanwhile.
//!
//! The new text is written beside the file, under its permissions, and then takes its name. On Linux the two exchange
//! their names in one step, so that what was replaced can be compared *after* it was: what another program wrote
//! between the check and the exchange is put back. Elsewhere the comparison stands directly before the replacement.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Why nothing was written.
#[derive(Debug)]
pub(crate) enum Kept {
    /// The file is not what it was.
    Changed,
    /// The operating system refused.
    Io(io::Error),
}

impl From<io::Error> for Kept {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Put `new` in the place of a file that holds `old`. A symbolic link is followed.
///
/// # Errors
/// Then the file is as it was.
pub(crate) fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Kept> {
    let path = fs::canonicalize(path)?;
    let beside = beside(&path, new)?;
    fs::set_permissions(beside.path(), fs::metadata(&path)?.permissions())?;
    if fs::read(&path)? != old {
        return Err(Kept::Changed);
    }
    if exchange(beside.path(), &path)? {
        // The replaced file has the other's name now, and is deleted with it.
        if fs::read(beside.path())? != old {
            exchange(beside.path(), &path)?;
            return Err(Kept::Changed);
        }
        return Ok(());
    }
    beside.persist(&path).map_err(|error| Kept::Io(error.error))?;
    Ok(())
}

/// Write a file that is not there yet, and the folders above it.
///
/// # Errors
/// [`Kept::Changed`] if there is one now.
pub(crate) fn create(path: &Path, text: &[u8]) -> Result<(), Kept> {
    let folder = folder(path);
    fs::create_dir_all(&folder)?;
    let beside = beside(path, text)?;
    readable(beside.path())?;
    match beside.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(Kept::Changed),
        Err(error) => Err(Kept::Io(error.error)),
    }
}

/// Write a file, whether it is there or not, and the folders above it.
///
/// # Errors
/// Those of the operating system.
pub(crate) fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder(path))?;
    let beside = beside(path, text)?;
    match fs::metadata(path) {
        Ok(there) => fs::set_permissions(beside.path(), there.permissions())?,
        Err(_) => readable(beside.path())?,
    }
    beside.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A temporary file in the folder where it is to stay: only within a file system can it take a name at once.
fn beside(path: &Path, text: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix(".ackplain-").tempfile_in(folder(path))?;
    file.write_all(text)?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// A temporary file is its owner's alone; a file of expectations is for everybody who may see the others.
#[cfg(unix)]
fn readable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Two files exchange their names. `false` if that cannot be done here.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_keeps_its_permissions() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.yaml");
        fs::write(&path, "old").expect("it can be written");
        let mut permissions = fs::metadata(&path).expect("it is there").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions.clone()).expect("its own file");
        replace(&path, b"old", b"new").expect("it is what it was");
        assert_eq!(fs::read(&path).expect("it is there"), b"new");
        assert_eq!(fs::metadata(&path).expect("it is there").permissions(), permissions);
        let names: Vec<_> = fs::read_dir(folder.path()).expect("a folder").collect();
        assert_eq!(names.len(), 1, "nothing is left behind");
    }

    #[test]
    fn what_somebody_else_wrote_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.yaml");
        fs::write(&path, "theirs").expect("it can be written");
        assert!(matches!(replace(&path, b"old", b"new"), Err(Kept::Changed)));
        assert_eq!(fs::read(&path).expect("it is there"), b"theirs");
        assert!(matches!(create(&path, b"new"), Err(Kept::Changed)));
        assert!(matches!(replace(&folder.path().join("b"), b"", b""), Err(Kept::Io(_))));
        let below = folder.path().join("c/d.snap");
        create(&below, b"new").expect("its folder is made");
        write(&below, b"newer").expect("it can be replaced");
        assert_eq!(fs::read(&below).expect("it is there"), b"newer");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&file, "old").expect("it can be written");
        std::os::unix::fs::symlink(&file, &link).expect("a link");
        replace(&link, b"old", b"new").expect("it is what it was");
        assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
        assert_eq!(fs::read(&file).expect("it is there"), b"new");
    }
}
