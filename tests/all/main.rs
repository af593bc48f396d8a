//! The tests that look at ackplain from outside: the program as a user runs it, over the captures in `samples/`, any
//! bytes at all, and the house rules over the sources. One crate, so that it links once and shares what its tests need.
//!
//! * [`agreement`]: `frame` and `fields` say the same of every field;
//! * [`bad_input`]: everything that is no capture, or asks for what is not there, gets a clear sentence;
//! * [`check`]: expectations in YAML, those that hold, those that must fail, and files that cannot be used;
//! * [`bless`]: what is accepted is written, and nothing else;
//! * [`check_asks`]: what users of such tools have asked for, an ask a test;
//! * [`cli`]: outputs, errors and exit codes of a command line, and the schema of what is written;
//! * [`derived`]: the samples that were made from other samples are still what they claim to be;
//! * [`filters`]: display filters against tshark, and what is no filter;
//! * [`follow`]: a pipe explained in one pass tells the steps that two passes tell;
//! * [`formats`]: the reports of `check`, and what their readers demand;
//! * [`fragments`]: the same connections with every packet in fragments;
//! * [`given`]: what is given away beside the sources is small and of known kinds;
//! * [`house`]: the rules of CONTRIBUTING.md that a machine can check;
//! * [`kernel`]: the reconstructed sockets against what the Linux kernel wrote down meanwhile;
//! * [`interleaved`]: other connections' frames in between change no fact;
//! * [`ledger`]: every value stands on bytes; a pipe, a file and a cut capture tell the same facts;
//! * `live`: captures on real interfaces, where that is possible;
//! * [`mutation`]: four targets that no bytes may break, and what a cut leaves alone;
//! * [`rooms`]: no circle among the files of a room, and what only tests use says so by its place;
//! * [`screens`]: what must hold of every screen of every sample;
//! * [`streams`]: `tcp.stream` as Wireshark numbers it;
//! * [`peers`]: two captures of one connection, against what was lost between them;
//! * [`quality`]: what is said of a capture itself, against flaws that were made;
//! * [`resends`]: what the kernel sent again, reset and dropped is found, with its cause;
//! * [`timings`]: how long things took, against the relay's delay and the kernel's own timers;
//! * [`told`]: a page for each thing that can be said, in both languages, to be read;
//! * [`verdicts`]: scenarios whose truth is known because they were written.

mod agreement;
mod bad_input;
mod bless;
mod check;
mod check_asks;
mod cli;
mod derived;
mod filters;
mod follow;
mod formats;
mod fragments;
mod given;
mod house;
mod interleaved;
mod kernel;
mod ledger;
#[cfg(target_os = "linux")]
mod live;
mod mutation;
mod peers;
mod quality;
mod resends;
mod rooms;
mod screens;
mod streams;
mod support;
mod timings;
mod told;
mod verdicts;
