/**
 * The commit protocol (docs/protocol.md): how pulled ranges are committed exactly once, through any
 * crash. {@link io.camus.commit.CommitLog} is the source of truth; read it first, then {@link
 * io.camus.commit.TaskCommit}, {@link io.camus.commit.RunCommit}, {@link
 * io.camus.commit.Publisher}, {@link io.camus.commit.Recovery} and {@link io.camus.commit.CleanUp},
 * which are the protocol's steps. {@link io.camus.commit.LiveFiles} lists the files in the log.
 */
package io.camus.commit;
