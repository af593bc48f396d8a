//! What the process gives up once the interface is open, before it looks at the first packet.
//!
//! Whoever sends packets chooses what our parsers read. So the rights that opened the interface are given up first, and
//! then most of what any process may do, in this order:
//!
//! 1. the capability bounding set is emptied (only root can);
//! 2. root becomes the user who called `sudo`, or else `nobody`, with no supplementary groups;
//! 3. all capability sets are cleared, also those of a binary that was given `cap_net_raw`;
//! 4. no program that is started may gain rights (`no_new_privs`);
//! 5. Landlock: no file can be opened for reading but the interface's own counters, files can be created and written in
//!    the folder of `-w` only, no TCP port can be bound or connected to, no other process can be signalled or reached
//!    by an abstract socket.
//!
//! All of it concerns the calling thread, so it must be done before another thread starts. What is open stays open:
//! standard output, the interface, the first file of `-w`. What a kernel cannot do is reported ([`Confinement`]), never
//! assumed.

use std::path::{Path, PathBuf};

/// What could be given up, and what not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Confinement {
    /// The user that the process became: name if there is one, and number.
    pub became: Option<(String, u32)>,
    /// No capability is left, nor can one be gained.
    pub no_capabilities: bool,
    /// Programs gain no rights.
    pub no_new_privileges: bool,
    /// Files are out of reach.
    pub files: Enforced,
    /// TCP ports are out of reach.
    pub ports: Enforced,
    /// Why some of it could not be done, in the system's words.
    pub troubles: Vec<String>,
}

/// How much of something the kernel enforces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Enforced {
    /// All of it.
    Fully,
    /// What its version can.
    Partly,
    /// Nothing.
    #[default]
    Not,
}

impl Confinement {
    /// Was everything possible?
    pub(crate) fn complete(&self) -> bool {
        self.no_capabilities
            && self.no_new_privileges
            && self.files == Enforced::Fully
            && self.ports == Enforced::Fully
            && self.troubles.is_empty()
    }
}

/// Who the process is to become: the user who called `sudo`, or `nobody`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// Name, if there is one.
    pub name: String,
    /// User.
    pub user: u32,
    /// Group.
    pub group: u32,
    /// Did they start the program, by way of `sudo`?
    pub asked: bool,
}

/// The interface's own counters, which libpcap opens again each time it is asked: the one thing that stays readable.
fn counters(interface: &str) -> Option<PathBuf> {
    // A name with a slash in it is none.
    if interface.contains('/') {
        return None;
    }
    Path::new("/sys/class/net").join(interface).join("statistics").canonicalize().ok()
}

#[cfg(not(target_os = "linux"))]
pub(crate) use elsewhere::{confine, successor};
#[cfg(target_os = "linux")]
pub(crate) use linux::{confine, successor};

#[cfg(target_os = "linux")]
mod linux {
    use super::{Confinement, Enforced, Path, Person, counters};
    use caps::CapSet;
    use landlock::{
        ABI, Access as _, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible as _, PathBeneath, PathFd,
        PathFdError, Ruleset, RulesetAttr as _, RulesetCreatedAttr as _, RulesetStatus, Scope,
    };
    use nix::unistd::{Gid, Uid, User, geteuid, setgroups, setresgid, setresuid};

    /// The newest rights that are asked for; older kernels enforce those they know.
    const ASKED: ABI = ABI::V6;

    /// `nobody`, where the system does not say otherwise.
    const NOBODY: u32 = 65_534;

    /// Who root is to become; `None` for anybody else, who stays.
    pub(crate) fn successor() -> Option<Person> {
        if !geteuid().is_root() {
            return None;
        }
        let number = |name| std::env::var(name).ok().and_then(|text| text.parse::<u32>().ok());
        if let (Some(user), Some(group)) = (number("SUDO_UID"), number("SUDO_GID"))
            && user != 0
        {
            let name = User::from_uid(Uid::from_raw(user)).ok().flatten().map(|user| user.name);
            return Some(Person { name: name.unwrap_or_default(), user, group, asked: true });
        }
        let nobody = User::from_name("nobody").ok().flatten();
        let (user, group) = nobody.map_or((NOBODY, NOBODY), |user| (user.uid.as_raw(), user.gid.as_raw()));
        Some(Person { name: "nobody".to_owned(), user, group, asked: false })
    }

    /// Gives up all that is not needed to read `interface`, print, and write files in `folder`.
    pub(crate) fn confine(interface: &str, folder: Option<&Path>, successor: Option<&Person>) -> Confinement {
        let mut done = Confinement::default();
        let mut troubles = Vec::new();
        // While they can still be reached: the folder may lie where only root may look.
        let readable = counters(interface).and_then(|path| PathFd::new(path).ok());
        let writable = folder.map(PathFd::new).transpose();
        if let Some(person) = successor {
            // Not possible in every container; what follows does not depend on it.
            drop(caps::clear(None, CapSet::Bounding));
            match become_(person) {
                Ok(()) => done.became = Some((person.name.clone(), person.user)),
                Err(error) => troubles.push(format!("setuid {}: {error}", person.user)),
            }
        }
        for set in [CapSet::Ambient, CapSet::Effective, CapSet::Permitted, CapSet::Inheritable] {
            if let Err(error) = caps::clear(None, set) {
                troubles.push(format!("capabilities: {error}"));
            }
        }
        done.no_capabilities = [CapSet::Effective, CapSet::Permitted, CapSet::Inheritable]
            .into_iter()
            .all(|set| caps::read(None, set).is_ok_and(|left| left.is_empty()));
        match nix::sys::prctl::set_no_new_privs() {
            Ok(()) => done.no_new_privileges = true,
            Err(error) => troubles.push(format!("no_new_privs: {error}")),
        }
        match files(readable, writable) {
            Ok(status) => done.files = enforced(&status),
            Err(error) => troubles.push(format!("Landlock: {error}")),
        }
        match ports() {
            Ok(status) => done.ports = enforced(&status),
            Err(error) => troubles.push(format!("Landlock: {error}")),
        }
        done.troubles = troubles;
        done
    }

    fn become_(person: &Person) -> nix::Result<()> {
        let (user, group) = (Uid::from_raw(person.user), Gid::from_raw(person.group));
        setgroups(&[])?;
        setresgid(group, group, group)?;
        setresuid(user, user, user)
    }

    /// Files: a domain of its own, so that what a kernel knows of ports does not blur what it knows of files.
    fn files(
        readable: Option<PathFd>,
        writable: Result<Option<PathFd>, PathFdError>,
    ) -> Result<RulesetStatus, Box<dyn std::error::Error>> {
        let mut rules = Ruleset::default()
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(AccessFs::from_all(ASKED))?
            .create()?;
        if let Some(counters) = readable {
            rules = rules.add_rule(PathBeneath::new(counters, AccessFs::ReadFile))?;
        }
        if let Some(folder) = writable? {
            let writing: BitFlags<AccessFs> = AccessFs::WriteFile | AccessFs::MakeReg | AccessFs::Truncate;
            rules = rules.add_rule(PathBeneath::new(folder, writing))?;
        }
        Ok(rules.restrict_self()?.ruleset)
    }

    /// Ports and other processes.
    fn ports() -> Result<RulesetStatus, Box<dyn std::error::Error>> {
        let status = Ruleset::default()
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(AccessNet::BindTcp | AccessNet::ConnectTcp)?
            .scope(Scope::AbstractUnixSocket | Scope::Signal)?
            .create()?
            .restrict_self()?;
        Ok(status.ruleset)
    }

    fn enforced(status: &RulesetStatus) -> Enforced {
        match status {
            RulesetStatus::FullyEnforced => Enforced::Fully,
            RulesetStatus::PartiallyEnforced => Enforced::Partly,
            RulesetStatus::NotEnforced => Enforced::Not,
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod elsewhere {
    use super::{Confinement, Path, Person, counters};

    /// Nobody: rights are given up on Linux only.
    pub(crate) fn successor() -> Option<Person> {
        None
    }

    /// Nothing is given up here, and that is what the answer says.
    pub(crate) fn confine(interface: &str, folder: Option<&Path>, _: Option<&Person>) -> Confinement {
        let _ = (counters(interface), folder);
        Confinement::default()
    }
}
