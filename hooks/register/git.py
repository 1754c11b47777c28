"""Reads the records folder at an earlier revision. Asks the program git, and changes nothing.

Part of the shell: what git can't answer is a UsageError, whose message says which command to run.
"""

import json
import re
import subprocess
from datetime import datetime
from io import BytesIO
from pathlib import Path, PurePosixPath

from register.checks.earlier import Earlier
from register.environment import UsageError
from register.publishing.commit import Commit
from register.records.folder import File, files_from, is_ignored


def earlier_than(folder: Path, revision: str) -> Earlier:
    """The files of the folder at the merge base of revision and HEAD, as read_folder would return them.

    A folder that was not there yet gives no files. Raises UsageError where git has no answer: there is no git or no
    repository, the revision is unknown, or the history is cut off before the two meet.
    """
    inside = _inside(folder)
    return _at(folder, inside, _merge_base(folder, revision))


def published(folder: Path, status: Path) -> Earlier:
    """The files of the folder at the commit that status.json of the published site names: what the public saw last.

    Raises UsageError as earlier_than, and where the file can't be read or names no commit.
    """
    inside, commit = _inside(folder), _commit_published(status)
    return _at(folder, inside, _known_commit(folder, commit))


def _at(folder: Path, inside: str, commit: str) -> Earlier:
    day = _text(_answer(folder, "show", "--no-patch", "--format=%cI", commit)).strip()
    return Earlier(_files_of(folder, f"{commit}:{inside}"), datetime.fromisoformat(day))


def _commit_published(status: Path) -> str:
    """The commit that status.json names."""
    where = f"{status}, which is to be status.json of the published site"
    try:
        said = json.loads(status.read_bytes())
        commit, private = said["commit"], said["private"]
    except OSError as error:
        raise UsageError(f"{where}, can't be read: {error.strerror}; fetch it from the site first") from None
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"{where}, says no commit; fetch it from the site again") from None
    if private:
        raise UsageError(f"{status} is of the private site; fetch that of the published one")
    if not isinstance(commit, str) or not _COMMIT.fullmatch(commit):
        raise UsageError(f"{where}, names no commit: the site was built without Git; name a revision with --since")
    return commit


_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def text_before(folder: Path, name: str, revision: str) -> str:
    """What the folder's file of that name said at the merge base of revision and HEAD; empty where it wasn't there.

    Raises UsageError as earlier_than.
    """
    _inside(folder)  # raises where there is no repository
    blob = f"{_merge_base(folder, revision)}:./{name}"
    there = _ask(folder, "rev-parse", "--verify", "--quiet", blob).returncode == 0
    return _answer(folder, "cat-file", "blob", blob).decode("utf-8", "replace") if there else ""


def files_at(folder: Path, revision: str) -> tuple[File, ...]:
    """The files of the folder at the revision itself, as read_folder would return them; raises as earlier_than."""
    inside = _inside(folder)
    return _files_of(folder, f"{_known_commit(folder, revision)}:{inside}")


def _files_of(folder: Path, tree: str) -> tuple[File, ...]:
    if _ask(folder, "rev-parse", "--verify", "--quiet", tree).returncode:
        return ()
    return files_from(_contents(folder, _blobs(folder, tree)))


def commit_of(project: Path) -> Commit | None:
    """The commit that is checked out in the project's folder; None without git, a repository or a commit."""
    try:
        name = _answer(project, *_TRUSTING, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        changed = _answer(project, *_TRUSTING, "status", "--porcelain", "--", *_PARTS)
    except UsageError:
        return None
    return Commit(_text(name).strip(), changed_since=bool(changed))


# Whoever builds a site trusts its folder, which may belong to somebody else; git need not be asked again.
_TRUSTING = ("-c", "safe.directory=*", "-c", "core.fsmonitor=false", "--no-optional-locks")
_PARTS = ("records", "docs", "hooks", "mkdocs.yml", "addresses.txt")  # what a site is made of


def _inside(folder: Path) -> str:
    """The folder as seen from the root of its repository, without a slash at its end."""
    answer = _ask(folder, "rev-parse", "--show-prefix")
    if answer.returncode:
        words = [line.strip() for line in _text(answer.stderr).splitlines()]
        trust = next((line for line in words if "safe.directory" in line), None)  # git's own advice, in any language
        if trust:
            raise UsageError(f'git does not trust {folder}, which another user owns; run "{trust}", then try again')
        answered = " ".join(words[:1])
        raise UsageError(
            f'{folder} is not in a Git repository ({answered}); run "git clone ADDRESS", and check the records there'
        )
    return _text(answer.stdout).removesuffix("\n").removesuffix("/")


def _merge_base(folder: Path, revision: str) -> str:
    """The commit from which the work since revision began."""
    commit = _known_commit(folder, revision)
    if not _commit(folder, "HEAD"):
        raise UsageError('this branch has no commits yet; run "git commit" first')
    answer = _ask(folder, "merge-base", commit, "HEAD")
    if answer.returncode == 0:
        return _text(answer.stdout).strip()
    if _is_cut_off(folder):
        raise UsageError(f'this clone\'s history is cut off before it reaches "{revision}"; {_WHOLE_HISTORY}')
    wrong = f'"{revision}" and this branch have no commit in common'
    raise UsageError(f'{wrong}; run "git log --oneline", and choose a revision that it lists')


def _known_commit(folder: Path, revision: str) -> str:
    commit = _commit(folder, revision)
    if not commit:
        raise UsageError(f'there is no revision "{revision}" here; {_remedy(folder, revision)}')
    return commit


def _commit(folder: Path, revision: str) -> str | None:
    """The full name of the commit; None where git knows none. The ending keeps it from being an option."""
    answer = _ask(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    return _text(answer.stdout).strip() if answer.returncode == 0 else None


_WHOLE_HISTORY = 'run "git fetch --unshallow", then try again'
_BRANCH = re.compile(r"(?!HEAD$|[0-9a-f]{7,40}$)[A-Za-z][\w./-]*")


def _remedy(folder: Path, revision: str) -> str:
    """What to do about a revision that is not known here. The command works even in a clone of one branch."""
    remotes = _text(_ask(folder, "remote").stdout).split()
    first, _, rest = revision.partition("/")
    remote, branch = (first, rest) if rest and first in remotes else (next(iter(remotes), None), revision)
    if remote and _BRANCH.fullmatch(branch):
        name = f"{remote}/{branch}"
        if _commit(folder, name):
            return f'write "{name}"'
        return f'run "git fetch {remote} {branch}:refs/remotes/{name}", then write "{name}"'
    return _WHOLE_HISTORY if _is_cut_off(folder) else 'run "git fetch --all --tags", then try again'


def _is_cut_off(folder: Path) -> bool:
    """Whether this is a shallow clone, which lacks the older commits."""
    return _text(_ask(folder, "rev-parse", "--is-shallow-repository").stdout).strip() == "true"


def _blobs(folder: Path, tree: str) -> dict[str, str]:
    """The blobs of a tree by path, as git names both. Links and submodules have none of their own."""
    listing = _answer(folder, "ls-tree", "-r", "-z", "--full-tree", tree)
    found = {}
    for line in listing.split(b"\0")[:-1]:
        about, _, path = line.partition(b"\t")
        mode, _, blob = _text(about).split(" ")
        name = _text(path)
        if mode.startswith("100") and not any(is_ignored(part) for part in PurePosixPath(name).parts):
            found[name] = blob
    return found


def _contents(folder: Path, blobs: dict[str, str]) -> dict[str, bytes]:
    """The contents of each path's blob."""
    given = "".join(f"{blob}\n" for blob in blobs.values()).encode()
    answer = BytesIO(_answer(folder, "cat-file", "--batch", given=given))
    contents = {}
    for path in blobs:
        head = _text(answer.readline()).split()  # name, "blob" and size; or name and "missing"
        if len(head) != 3:
            raise UsageError(f'git has lost the contents of {path}; run "git fetch --refetch", then try again')
        contents[path] = answer.read(int(head[2]))
        answer.readline()
    return contents


def _answer(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints. Raises UsageError with git's own words where it fails."""
    answer = _ask(folder, *arguments, given=given)
    if answer.returncode:
        raise UsageError(
            f'git could not do "{arguments[0]}": {_text(answer.stderr).strip()}; run "git fsck" to see why'
        )
    return answer.stdout


def _ask(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", str(folder), *arguments], input=given, capture_output=True, check=False)
    except OSError:
        raise UsageError("this needs git, which can't be started here; install it first") from None


def _text(answer: bytes) -> str:
    """Paths in whatever encoding they have, the way the file system gives them to Python."""
    return answer.decode("utf-8", "surrogateescape")
