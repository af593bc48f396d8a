//! Before the first packet: the library, the interface, the file, and the rights that go.

use crate::capture::live::privilege::{self, Confinement, Enforced, Person};
use crate::capture::live::{Device, Libpcap, Options, Refusal, device};
use crate::capture::record::{Plan, Recorder};
use crate::cli::{Live, LiveDirection};
use crate::commands::audience::Audience;
use crate::commands::exit::Stop;
use crate::commands::open;
use crate::language::Language;
use crate::language::live::Live as Says;
use crate::nearest::nearest;
use std::env;
use std::path::Path;

/// The interface, opened.
pub(super) fn device(library: Libpcap, options: &Live) -> Result<Device, Stop> {
    let Some(interface) = options.interface.clone() else {
        let there = names(library)?;
        return Err(if there.is_empty() {
            Says::NoInterfaces {}
        } else {
            Says::NoInterfaceNamed { there: there.join(", ") }
        }
        .into());
    };
    let filter = (!options.filter.is_empty()).then(|| options.filter.join(" "));
    let wanted = Options {
        interface,
        filter,
        snap_length: options.snap_length,
        promiscuous: options.promiscuous,
        immediate: options.immediate,
        buffer: options.buffer,
        direction: match options.direction {
            LiveDirection::Both => device::Direction::Both,
            LiveDirection::In => device::Direction::In,
            LiveDirection::Out => device::Direction::Out,
        },
    };
    Device::open(library, &wanted).map_err(|refusal| refused(refusal).into())
}

fn names(library: Libpcap) -> Result<Vec<String>, Stop> {
    let all = device::interfaces(library).map_err(|error| Says::InterfacesUnknown { error })?;
    Ok(all.into_iter().map(|one| one.name).collect())
}

fn refused(refusal: Refusal) -> Says {
    match refusal {
        Refusal::NoSuch { there, .. } if there.is_empty() => Says::NoInterfaces {},
        Refusal::NoSuch { interface, there } => {
            let near = nearest(&interface, there.iter().map(String::as_str)).map(ToOwned::to_owned);
            let there = there.join(", ");
            match near {
                Some(near) => Says::NoSuchInterfaceNear { interface, there, near },
                None => Says::NoSuchInterface { interface, there },
            }
        }
        Refusal::Rights { interface, promiscuous: true } => Says::NotPromiscuous { interface },
        Refusal::Rights { interface, promiscuous: false } if cfg!(target_os = "linux") => {
            Says::NoRights { interface, binary: binary() }
        }
        Refusal::Rights { interface, .. } => Says::NoRightsElsewhere { interface },
        Refusal::Down { interface } => Says::InterfaceDown { interface },
        Refusal::Filter { expression, error } => Says::BadCaptureFilter { expression, error },
        Refusal::Other { interface, error } => Says::CannotCapture { interface, error },
    }
}

/// This very program, as a shell can name it: capabilities are given to a file, not to a link.
fn binary() -> String {
    let path = env::current_exe().and_then(|path| path.canonicalize());
    path.map_or_else(|_| "ackplain".to_owned(), |path| crate::language::screen::quoted(&open::shown(&path)))
}

/// The first file of `-w`, created with the rights that are still there, and given to whoever asked for it.
pub(super) fn recorder(
    device: &Device,
    options: &Live,
    successor: Option<&Person>,
) -> Result<Option<Recorder>, Stop> {
    let Some(path) = &options.write else { return Ok(None) };
    let about = device.about();
    let plan = Plan {
        path: path.clone(),
        most_bytes: options.rotate_size,
        most_nanos: options.rotate_seconds.map(|seconds| i128::from(seconds) * 1_000_000_000),
        interface: about.interface.clone(),
        link: about.link,
        snap_length: about.snap_length,
        filter: about.filter.clone(),
        comment: None,
    };
    let there = plan.file(1).exists();
    let mut recorder = Recorder::start(plan)?;
    // A file that was there keeps its owner; `nobody` owns nothing.
    if let Some(person) = successor.filter(|person| person.asked && !there) {
        let (user, group) = (Some(person.user), Some(person.group));
        // On a file system without owners there is nothing to give.
        drop(std::os::unix::fs::fchown(recorder.handle(), user, group));
    }
    Ok(Some(recorder))
}

/// Gives up what is not needed any more, and says so.
pub(super) fn confine(
    device: &Device,
    recorder: Option<&Recorder>,
    successor: Option<&Person>,
    audience: &Audience,
) -> Result<(), Stop> {
    let folder = recorder.map(|recorder| recorder.plan().folder().to_owned());
    let done = privilege::confine(&device.about().interface, folder.as_deref(), successor);
    if let Some(recorder) = recorder
        && recorder.plan().rotates()
    {
        may_create(recorder.plan().folder(), &done)?;
    }
    audience.tell(&confined(&done, successor.is_some(), audience.language));
    Ok(())
}

/// Can the next files be created, now that the rights are gone?
fn may_create(folder: &Path, done: &Confinement) -> Result<(), Stop> {
    use nix::unistd::{AccessFlags, access};

    if access(folder, AccessFlags::W_OK | AccessFlags::X_OK).is_ok() {
        return Ok(());
    }
    let user = done.became.as_ref().map_or_else(String::new, user);
    Err(Says::RowNotWritable { folder: open::shown(folder), user }.into())
}

fn user((name, number): &(String, u32)) -> String {
    if name.is_empty() { number.to_string() } else { name.clone() }
}

fn confined(done: &Confinement, was_root: bool, lang: Language) -> Says {
    if done.complete() {
        return match &done.became {
            Some(person) => Says::LiveBecame { user: user(person) },
            None => Says::LiveConfined {},
        };
    }
    let mut missing = Vec::new();
    if was_root && done.became.is_none() {
        missing.push(Says::LiveNotUser {});
    }
    if !done.no_capabilities {
        missing.push(Says::LiveNotCapabilities {});
    }
    if !done.no_new_privileges {
        missing.push(Says::LiveNotPrivileges {});
    }
    match done.files {
        Enforced::Fully => {}
        Enforced::Partly => missing.push(Says::LivePartlyFiles {}),
        Enforced::Not => missing.push(Says::LiveNotFiles {}),
    }
    match done.ports {
        Enforced::Fully => {}
        Enforced::Partly => missing.push(Says::LivePartlyPorts {}),
        Enforced::Not => missing.push(Says::LiveNotPorts {}),
    }
    let mut missing: Vec<String> = missing.iter().map(|says| says.text(lang)).collect();
    missing.extend(done.troubles.iter().cloned());
    Says::LiveConfinedPartly { missing: missing.join("; ") }
}
