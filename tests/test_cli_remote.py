"""`textmend` on files under a URL: real file systems of fsspec, and one whose streams fail."""

from __future__ import annotations

import gc
import gzip
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.test_cli import ASCII, folder, only_line, process, run
from tests.test_cli_files import tree
from textmend.cli import run as runs
from textmend.errors import FileError
from textmend.formats.remote import RemotePath, Upload, is_url

fsspec = pytest.importorskip("fsspec", reason="needs the extra 'remote'")
from fsspec.implementations.local import LocalFileSystem  # noqa: E402  # which needs fsspec
from fsspec.implementations.memory import MemoryFile, MemoryFileSystem  # noqa: E402
from fsspec.spec import AbstractBufferedFile  # noqa: E402

__all__ = ["folder"]

LINE = '{"id": 1, "text": "é plain"}\n'


@pytest.fixture
def memory() -> Iterator[Any]:
    """An empty file system in memory."""
    fs = fsspec.filesystem("memory")

    def clear() -> None:
        fs.store.clear()
        fs.pseudo_dirs[:] = [""]

    clear()
    yield fs
    clear()


def put(fs: Any, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        fs.pipe_file(name, text.encode())


def everything(fs: Any) -> dict[str, bytes]:
    return {name.lstrip("/"): fs.cat_file(name) for name in fs.find("/")}


class TestReadingAndWriting:
    def test_a_file_to_a_file(self, memory: Any) -> None:
        put(memory, {"in/a.txt": "é\r\n"})
        assert run("clean", *ASCII, "memory://in/a.txt", "-o", "memory://out/b.txt").output == ""
        assert everything(memory) == {"in/a.txt": "é\r\n".encode(), "out/b.txt": b"e\r\n"}
        assert run("clean", *ASCII, "memory://in/a.txt").stdout_bytes == b"e\r\n"

    def test_from_here_to_there_and_back(self, memory: Any, folder: Path) -> None:
        tree(folder, "in/a.txt", "in/sub/b.md", "in/c.log")
        done = run("clean", *ASCII, "in", "-o", "memory://bucket/out")
        assert done.stderr.splitlines()[0] == "2 files changed, 2 edits"
        assert everything(memory) == {"bucket/out/a.txt": b"e", "bucket/out/sub/b.md": b"e"}
        assert run("clean", "memory://bucket/out", "-o", "back").exit_code == 0
        assert sorted(p.relative_to(folder / "back").as_posix() for p in folder.rglob("back/**/*.*")) == [
            "a.txt",
            "sub/b.md",
        ]
        assert run("clean", *ASCII, "-", "-o", "memory://out/s.txt", stdin="é".encode()).exit_code == 0
        assert memory.cat_file("/out/s.txt") == b"e"

    def test_folders_are_walked_as_those_of_this_machine(self, memory: Any, folder: Path) -> None:
        names = ("a.txt", "b.md", "c.log", ".d.txt", ".e/f.txt", "z/a.txt", "a/z.txt", "vendor/x.txt", "k.jsonl")
        tree(folder, *(f"in/{name}" for name in names))
        put(memory, {f"in/{name}": "é" for name in names})
        for options in ([], ["--hidden"], ["--include", "*.log"], ["--exclude", "vendor/"], ["--exclude", "/a"]):
            here = run("clean", *ASCII, "in", "--check", *options)
            there = run("clean", *ASCII, "memory://in", "--check", *options)
            assert there.stdout.replace("memory://", "") == here.stdout, options
            assert there.stderr == here.stderr
            assert there.exit_code == 1

    def test_patterns(self, memory: Any) -> None:
        put(memory, {f"in/{name}": "é" for name in ("a/x.log", "b/x.log", "b/y.txt", "b/c/z.log")})
        done = run("clean", *ASCII, "memory://in/*/x.log", "-o", "memory://out")
        assert done.exit_code == 0
        assert set(everything(memory)) >= {"out/a/x.log", "out/b/x.log"}
        run("clean", *ASCII, "memory://in/**/*.log", "-o", "memory://every")
        assert memory.cat_file("/every/b/c/z.log") == b"e"
        assert "matches no file; check the pattern" in only_line(run("clean", "memory://in/*.csv").stderr)
        # A folder that a pattern matches is walked, as one that the shell names is.
        run("clean", *ASCII, "memory://in/b*", "-o", "memory://walked")
        assert memory.cat_file("/walked/b/y.txt") == b"e"
        assert not memory.exists("/walked/b/x.log"), "in a folder, only texts are taken"

    def test_formats_are_those_of_the_names(self, memory: Any, folder: Path) -> None:
        memory.pipe_file("/in/a.jsonl.gz", gzip.compress((LINE * 3).encode()))
        pq.write_table(pa.table({"text": ["é", None], "n": [1, 2]}), folder / "a.parquet")
        memory.pipe_file("/in/b.parquet", (folder / "a.parquet").read_bytes())
        put(memory, {"in/c.tsv": "id\ttext\n1\té\n", "in/d.html": "<p title='é'>é</p>"})
        options = ("--field", "text", "--column", "text")
        assert run("clean", *ASCII, "memory://in", "-o", "memory://out/", *options).exit_code == 0
        assert gzip.decompress(memory.cat_file("/out/a.jsonl.gz")) == LINE.replace("é", "e").encode() * 3
        assert pq.read_table(memory.open("/out/b.parquet")).to_pydict() == {"text": ["e", None], "n": [1, 2]}
        assert memory.cat_file("/out/c.tsv") == b"id\ttext\n1\te\n"
        assert memory.cat_file("/out/d.html") == "<p title='é'>e</p>".encode()
        run("clean", "memory://in/a.jsonl.gz", "-o", "memory://out/plain.jsonl")
        assert memory.cat_file("/out/plain.jsonl") == (LINE * 3).encode(), "the name says how it is compressed"

    def test_an_encoding_is_detected_from_the_whole_as_in_a_file(self, memory: Any, folder: Path) -> None:
        data = ("plain words " * 200_000 + "\nFür Gäste: Café, Frühstück, Öl und Käse über Straße\n" * 40).encode(
            "cp1252"
        )
        (folder / "a.txt").write_bytes(data)
        memory.pipe_file("/a.txt", data)
        here, there = (run("clean", "--only", "quotes", name) for name in ("a.txt", "memory://a.txt"))
        assert (here.exit_code, here.stdout_bytes) == (there.exit_code, there.stdout_bytes)
        assert there.stderr.replace("memory://", "") == here.stderr

    def test_large_files(self, memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(runs, "SMALL", 1000)
        text = "Nothing to do here.\n" * 150_000 + "é\n"
        put(memory, {"a.txt": text})
        assert run("clean", *ASCII, "memory://a.txt", "-o", "memory://b.txt").exit_code == 0
        assert memory.cat_file("/b.txt").decode() == text.replace("é", "e")

    def test_shards_and_journals(self, memory: Any, folder: Path) -> None:
        put(memory, {f"in/{number}.txt": "é" for number in range(5)})
        command = ("clean", *ASCII, "memory://in", "-o", "memory://out", "--resume", "j", "--shard")
        assert run(*command, "1/2").stderr == "shard 1/2, 3 of 5 files: 3 files changed, 3 edits\n"
        assert run(*command, "2/2").exit_code == 0
        assert len(memory.find("/out")) == 5
        assert "3 already done" in run(*command, "1/2").stderr
        time.sleep(0.01)
        put(memory, {"in/2.txt": "éé"})
        assert "1 file changed, 2 edits; 2 already done" in run(*command, "1/2").stderr
        assert (folder / "j.1-of-2").exists()

    def test_other_commands_read_them(self, memory: Any, folder: Path) -> None:
        put(memory, {"in/a.txt": "They praised the workof the crew.\n"})
        done = run("explain", "memory://in/a.txt")
        assert done.exit_code == 0
        assert "spacing/split" in done.stdout
        assert run("clean", "--diff", "memory://in/a.txt").exit_code == 1
        assert run("try", "memory://in", "-o", "", "--seconds", "1").exit_code == 0
        sarif = run("clean", "--check", "memory://in", "--check-format", "sarif").stdout
        assert '"uri": "memory://in/a.txt"' in sarif
        assert "file=memory%3A//in/a.txt" in run("clean", "--check", "memory://in", "--check-format", "github").stdout
        run("clean", "--check", "memory://in", "--report", "r.jsonl")
        assert json.loads((folder / "r.jsonl").read_text().splitlines()[1])["path"] == "memory://in/a.txt"

    def test_the_local_file_system_under_a_url(self, folder: Path) -> None:
        tree(folder, "in/a.txt", "in/sub/b.txt")
        out = f"file://{folder.as_posix()}/new/out"
        assert run("clean", *ASCII, f"file://{folder.as_posix()}/in", "-o", out).exit_code == 0
        assert [p.read_bytes() for p in sorted(folder.rglob("new/out/**/*.txt"))] == [b"e", b"e"]

    def test_names_are_read_as_urls_only_if_they_are(self) -> None:
        assert all(map(is_url, ("s3://b/a.txt", "memory://a", "zip://a.txt::s3://b/c.zip", "git+ssh://x")))
        assert not any(map(is_url, ("a.txt", "C:\\a.txt", "C:/a", "./s3:/b", "://a", "a b://c", "")))
        assert RemotePath("zip://in/a.txt::s3://b/c.zip").name == "a.txt"
        assert RemotePath("https://example.org/a.txt.gz?key=1").name == "a.txt.gz"
        for page in ("https://example.org", "https://example.org/a/", "https://example.org/?q=a/b.txt"):
            assert RemotePath(page).name == "index.html"
        assert RemotePath("s3://b/in/").name == "in"
        for folder_url in ("s3://b/in/", "s3://b/in"):
            assert str(RemotePath(folder_url) / Path("x/y.txt")) == "s3://b/in/x/y.txt"
        assert str(RemotePath("memory://") / "a.txt") == "memory://a.txt"
        assert str(RemotePath("zip://in::s3://b/c.zip") / "a.txt") == "zip://in/a.txt::s3://b/c.zip"

    def test_fsspec_is_imported_for_a_url_alone(self) -> None:
        for name, imported in (("-", "False"), ("memory://none", "True")):
            code = (
                "import atexit, sys\n"
                "atexit.register(lambda: print('fsspec' in sys.modules))\n"
                f"from textmend.cli import main\nmain(['clean', {name!r}])"
            )
            done = subprocess.run([sys.executable, "-c", code], input=b"", capture_output=True, check=False)
            assert done.stdout.decode().strip() == imported


class TestRefused:
    def test_in_place(self, memory: Any) -> None:
        put(memory, {"a.txt": "é"})
        done = run("clean", *ASCII, "-w", "memory://a.txt")
        assert done.exit_code == 2
        assert "memory://a.txt cannot be rewritten in place: " in only_line(done.stderr)
        assert "write elsewhere with -o" in done.stderr
        over = run("clean", *ASCII, "memory://a.txt", "-o", "memory:///a.txt")
        assert "is both input and output; give another output" in only_line(over.stderr)
        assert everything(memory) == {"a.txt": "é".encode()}
        put(memory, {"in/a.txt": "é"})
        assert "memory://in/a.txt: is both input" in only_line(
            run("clean", *ASCII, "memory://in", "-o", "memory://in").stderr
        )

    def test_an_output_inside_the_input_is_not_read_the_next_time(self, memory: Any) -> None:
        put(memory, {"a.txt": "é", "sub/b.txt": "é"})
        for _ in range(2):
            assert run("clean", *ASCII, "memory://", "-o", "memory://out").stderr == "2 files changed, 2 edits\n"

    def test_names_that_lead_out_of_the_folder(self, memory: Any, folder: Path) -> None:
        put(memory, {"in/a.txt": "é"})
        memory.store["/in/x/../../../../b.txt"] = MemoryFile(memory, "/in/x/../../../../b.txt", b"\xc3\xa9")
        assert run("clean", *ASCII, "memory://in", "-o", "out").exit_code == 0, "it counts as hidden"
        done = run("clean", *ASCII, "memory://in", "-o", "out", "--hidden")
        assert done.exit_code == 2
        assert "has a name that is not a path of a file; rename it" in done.stderr
        assert [path.name for path in folder.rglob("*.txt")] == ["a.txt"]

    def test_what_does_not_exist(self, memory: Any) -> None:
        put(memory, {"in/a.log": "é"})
        cases = {
            "memory://none/a.txt": "textmend: memory://none/a.txt: does not exist; check the name",
            "memory://in": "textmend: memory://in: has no files to clean (.txt, .text, .html",
            "mem://a.txt": "textmend: unknown protocol 'mem'; did you mean 'memory'? Valid: ",
        }
        for url, what in cases.items():
            done = run("clean", url)
            assert done.exit_code == 2
            assert done.stderr.startswith(what)

    @pytest.mark.usefixtures("folder")
    def test_journals_reports_and_decisions_are_files_of_this_machine(self, memory: Any) -> None:
        put(memory, {"a.txt": "é"})
        for option in ("--report", "--resume", "--decisions"):
            done = run("clean", "memory://a.txt", "-o", "memory://b.txt", option, "memory://x.jsonl")
            assert f"{option} memory://x.jsonl: this file is on this machine; give a path" in only_line(done.stderr)

    def test_without_fsspec(self, folder: Path) -> None:
        (folder / "fsspec.py").write_text("raise ImportError")
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}
        command = [sys.executable, "-m", "textmend", "clean", "s3://b/a.txt"]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert done.returncode == 2
        assert only_line(done.stderr) == (
            "textmend: files under a URL need a package that is not installed; install it with: "
            "pip install 'textmend[remote]'"
        )

    def test_without_the_package_of_a_store(self) -> None:
        if find_spec("ocifs"):
            pytest.skip("the package is installed")
        done = run("clean", "oci://bucket@space/a.txt")
        assert done.exit_code == 2
        assert "oci://bucket@space/a.txt: needs a package that is not installed (" in only_line(done.stderr)


class _Faults:
    """What fails in the file system `flaky://`: after how many bytes written or read, or when it is committed."""

    write = read = sys.maxsize
    commit = False


class _FlakyFile(MemoryFile):  # type: ignore[misc]  # fsspec has no types
    def write(self, data: bytes) -> int:
        if self.tell() + len(data) > _Faults.write:
            super().write(data[: _Faults.write - self.tell()])
            raise OSError("connection reset by peer")
        return int(super().write(data))

    def read(self, size: int = -1) -> bytes:
        if self.tell() >= _Faults.read:
            raise ConnectionError("connection lost")
        return bytes(super().read(min(size, _Faults.read) if size >= 0 else _Faults.read))

    def commit(self) -> None:
        if _Faults.commit:
            raise TimeoutError("no answer")
        super().commit()


class _FlakyFileSystem(MemoryFileSystem):  # type: ignore[misc]
    protocol = "flaky"
    store: dict[str, Any] = {}  # noqa: RUF012  # as in its base
    pseudo_dirs = [""]  # noqa: RUF012

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(super()._strip_protocol(path.replace("flaky://", "memory://")))

    def _open(self, path: str, mode: str = "rb", **_: Any) -> Any:
        if "w" not in mode:
            return _FlakyFile(self, path, self.store[path].getvalue())
        made = _FlakyFile(self, path)
        if not self._intrans:
            made.commit()
        return made


@pytest.fixture
def flaky(monkeypatch: pytest.MonkeyPatch) -> Any:
    fsspec.register_implementation("flaky", _FlakyFileSystem, clobber=True)
    # What is in the memory of this process alone.
    monkeypatch.setattr(RemotePath, "is_in_process", True)
    for name, value in (("write", sys.maxsize), ("read", sys.maxsize), ("commit", False)):
        monkeypatch.setattr(_Faults, name, value)
    fs = fsspec.filesystem("flaky")
    fs.store.clear()
    fs.store["/in.txt"] = MemoryFile(fs, "/in.txt", ("é\n" + "plain words\n" * 300_000).encode())
    fs.store["/old.txt"] = MemoryFile(fs, "/old.txt", b"old")
    return fs


class _ClosingFile(AbstractBufferedFile):  # type: ignore[misc]
    """Is published when it is closed, transaction or not, as those of hf:// and abfs:// are."""

    def write(self, data: bytes) -> int:
        if self.tell() + len(data) > _Faults.write:
            raise OSError("connection reset by peer")
        return int(super().write(data))

    def _upload_chunk(self, final: bool = False) -> bool:
        if final:
            self.fs.store[self.path] = MemoryFile(self.fs, self.path, self.buffer.getvalue())
        return final

    def _initiate_upload(self) -> None:
        pass


class TestFailures:
    """Whatever fails, the store has the old file or the new one, and no part of one."""

    @pytest.mark.parametrize("fault", [("write", 1_000_000), ("write", 0), ("commit", True), ("read", 1_000_000)])
    @pytest.mark.parametrize("small", [True, False], ids=["in one task", "in blocks"])
    def test_no_half_file_is_left(
        self, flaky: Any, monkeypatch: pytest.MonkeyPatch, fault: tuple[str, int], small: bool
    ) -> None:
        monkeypatch.setattr(runs, "SMALL", 1 << 30 if small else 1000)
        before = {name: file.getvalue() for name, file in flaky.store.items()}
        monkeypatch.setattr(_Faults, *fault)
        for target in ("flaky://old.txt", "flaky://new/file.txt"):
            done = run("clean", *ASCII, "flaky://in.txt", "-o", target)
            assert done.exit_code == 2
            where = "flaky://in.txt: cannot be read" if fault[0] == "read" else f"{target}: cannot be written"
            assert where in only_line(done.stderr)
            assert {name: file.getvalue() for name, file in flaky.store.items()} == before
        monkeypatch.setattr(_Faults, "write", sys.maxsize)
        monkeypatch.setattr(_Faults, "read", sys.maxsize)
        monkeypatch.setattr(_Faults, "commit", False)
        assert run("clean", *ASCII, "flaky://in.txt", "-o", "flaky://old.txt").exit_code == 0, "the store is usable"
        assert flaky.store["/old.txt"].getvalue() == b"e\n" + b"plain words\n" * 300_000

    def test_a_store_that_publishes_what_is_closed(self, flaky: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        def opened(fs: Any, path: str, mode: str = "rb", **_: Any) -> Any:
            if "w" in mode:
                return _ClosingFile(fs, path, "wb", autocommit=not fs._intrans)
            return MemoryFile(fs, path, fs.store[path].getvalue())

        monkeypatch.setattr(_FlakyFileSystem, "_open", opened)
        monkeypatch.setattr(_Faults, "write", 1 << 21)
        assert run("clean", *ASCII, "flaky://in.txt", "-o", "flaky://old.txt").exit_code == 2
        gc.collect()
        assert flaky.store["/old.txt"].getvalue() == b"old"
        monkeypatch.setattr(_Faults, "write", sys.maxsize)
        assert run("clean", *ASCII, "flaky://in.txt", "-o", "flaky://old.txt").exit_code == 0
        assert flaky.store["/old.txt"].getvalue().startswith(b"e\nplain")

    def test_a_record_that_stops_the_run(self, memory: Any) -> None:
        put(memory, {"a.jsonl": LINE * 5 + "no json\n" + LINE, "out.jsonl": "old"})
        done = run("clean", *ASCII, "memory://a.jsonl", "-o", "memory://out.jsonl", "--on-error", "stop")
        assert done.exit_code == 2
        assert memory.cat_file("/out.jsonl") == b"old"

    def test_compressed_data_that_is_cut_short(self, memory: Any) -> None:
        whole = gzip.compress("".join(f"{n} é\n" for n in range(5000)).encode())
        memory.pipe_file("/a.txt.gz", whole[: len(whole) // 2])
        done = run("clean", *ASCII, "memory://a.txt.gz", "-o", "memory://b.txt")
        assert "memory://a.txt.gz: its gzip data is truncated" in only_line(done.stderr)
        assert not memory.exists("/b.txt")

    def test_the_other_files_are_still_cleaned(self, memory: Any) -> None:
        put(memory, {"in/a.txt": "é", "in/c.txt": "é"})
        memory.pipe_file("/in/b.txt", bytes(range(128, 256)))
        assert run("clean", *ASCII, "memory://in", "-o", "memory://out").exit_code == 2
        assert set(memory.find("/out")) == {"/out/a.txt", "/out/c.txt"}

    def test_an_upload_to_the_disk_that_is_not_committed(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"old")
        target = RemotePath(f"file://{tmp_path.as_posix()}/a.txt")
        with Upload(target) as upload:
            upload.file.write(b"new")
        assert (tmp_path / "a.txt").read_bytes() == b"old"
        with Upload(target) as upload:
            upload.file.write(b"new")
            upload.commit()
        assert (tmp_path / "a.txt").read_bytes() == b"new"

    def test_the_disk_fails_during_an_upload(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "a.txt").write_bytes(b"old")
        real = LocalFileSystem._open

        def opened(self: Any, path: str, mode: str = "rb", **options: Any) -> Any:
            file = real(self, path, mode, **options)
            if "w" in mode:
                file.f.close()  # so that writing fails
            return file

        monkeypatch.setattr(LocalFileSystem, "_open", opened)
        with Upload(RemotePath(f"file://{tmp_path.as_posix()}/a.txt")) as upload:
            upload.file.write(b"new")
            with pytest.raises(FileError, match=r"a\.txt: cannot be written"):
                upload.commit()
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"old"}


def test_a_folder_of_10000_files_is_listed_in_seconds(memory: Any) -> None:
    memory.pseudo_dirs += ["/in"]
    memory.store.update({f"/in/{n % 100:02}/{n}.txt": MemoryFile(memory, f"/in/{n}.txt", b"x") for n in range(10_000)})
    started = time.process_time()
    done = run("clean", "memory://in", "--check", "--shard", "1/10000")
    assert done.stderr == "shard 1/10000, 1 of 10,000 files: 0 files would change, 0 edits; 1 file unchanged\n"
    # 0.7 s. Without the listing, the store would be asked about each file.
    assert time.process_time() - started < 10


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    pytest.importorskip("s3fs", reason="needs s3fs")
    server_module = pytest.importorskip("moto.server", reason="needs moto[server]")
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    settings = {"endpoint_url": f"http://{host}:{port}", "key": "key", "secret": "secret"}
    environment = {f"FSSPEC_S3_{name.upper()}": value for name, value in settings.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(fsspec.config.conf, "s3", settings)
        for name, value in environment.items():
            patch.setenv(name, value)
        fsspec.filesystem("s3").mkdir("bucket")
        yield "s3://bucket"
    server.stop()


class TestS3:
    """A server that speaks the protocol of S3, on loopback."""

    def test_folders_patterns_and_several_processes(self, bucket: str, folder: Path) -> None:
        fs = fsspec.filesystem("s3")
        big = ("é plain words, and nothing else to do in this line\n" * 40_000).encode()
        names = [f"{number}.txt" for number in range(6)] + ["sub/x.txt"]
        for name in names:
            fs.pipe_file(f"bucket/in/{name}", big)
        for name in names:
            (folder / "in" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "in" / name).write_bytes(big)
        assert process("clean", *ASCII, "in", "-o", "plain").returncode == 0
        done = process("clean", *ASCII, f"{bucket}/in/", "-o", f"{bucket}/out", "--jobs", "2")
        assert (done.returncode, done.stderr) == (0, b"7 files changed, 280,000 edits\n")
        fs.invalidate_cache()
        for name in names:
            assert fs.cat_file(f"bucket/out/{name}") == (folder / "plain" / name).read_bytes()
        assert process("clean", *ASCII, f"{bucket}/in/[0-2].txt", "-o", f"{bucket}/some").returncode == 0
        fs.invalidate_cache()
        assert sorted(fs.find("bucket/some")) == [f"bucket/some/{number}.txt" for number in range(3)]

    @pytest.mark.usefixtures("folder")
    def test_a_journal_goes_by_the_checksum(self, bucket: str) -> None:
        fs = fsspec.filesystem("s3")
        for name in ("a", "b"):
            fs.pipe_file(f"bucket/j/{name}.txt", "é".encode())
        command = ("clean", *ASCII, f"{bucket}/j", "-o", f"{bucket}/done", "--resume", "j")
        assert process(*command).stderr == b"2 files changed, 2 edits\n"
        assert process(*command).stderr == b"0 files changed, 0 edits; 2 already done\n"
        fs.pipe_file("bucket/j/b.txt", "ü".encode())
        assert process(*command).stderr == b"1 file changed, 1 edit; 1 already done\n"

    def test_empty_files_and_parquet(self, bucket: str, folder: Path) -> None:
        fs = fsspec.filesystem("s3")
        fs.pipe_file("bucket/p/empty.txt", b"")
        pq.write_table(pa.table({"text": ["é", None]}), folder / "a.parquet")
        fs.put_file(str(folder / "a.parquet"), "bucket/p/a.parquet")
        assert process("clean", *ASCII, f"{bucket}/p", "-o", f"{bucket}/q", "--column", "text").returncode == 0
        fs.invalidate_cache()
        assert fs.cat_file("bucket/q/empty.txt") == b""
        assert pq.read_table(fs.open("bucket/q/a.parquet")).to_pydict() == {"text": ["e", None]}

    def test_errors(self, bucket: str) -> None:
        fs = fsspec.filesystem("s3")
        fs.pipe_file("bucket/e/a.txt", "é".encode())
        missing = process("clean", f"{bucket}/none.txt").stderr.decode()
        assert only_line(missing) == f"textmend: {bucket}/none.txt: does not exist; check the name"
        nowhere = process("clean", *ASCII, f"{bucket}/e/a.txt", "-o", "s3://no-such-bucket/a.txt").stderr.decode()
        assert "s3://no-such-bucket/a.txt: its bucket or folder does not exist; create it first" in only_line(nowhere)
        assert not fs.exists("no-such-bucket"), "no bucket is made by mistake"

    def test_no_part_of_an_upload_is_left(self, bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
        S3File = pytest.importorskip("s3fs.core").S3File  # noqa: N806

        fs = fsspec.filesystem("s3")
        fs.pipe_file("bucket/f/old.txt", b"old")
        real = S3File._upload_chunk

        def failing(self: Any, final: bool = False) -> Any:
            if final:
                raise ConnectionError("connection reset by peer")
            return real(self, final)

        monkeypatch.setattr(S3File, "_upload_chunk", failing)
        with Upload(RemotePath(f"{bucket}/f/old.txt")) as upload:
            upload.file.write(b"x" * (60 << 20))  # more than one part
            with pytest.raises(FileError, match=r"cannot be written \(connection reset by peer"):
                upload.commit()
        fs.invalidate_cache()
        assert fs.cat_file("bucket/f/old.txt") == b"old"
        assert (
            "Upload" not in fs.call_s3("list_multipart_uploads", Bucket="bucket")
            or not fs.call_s3("list_multipart_uploads", Bucket="bucket")["Uploads"]
        )


class _Server(ThreadingHTTPServer):
    """A web server of the current folder that sends whole files alone."""

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass


def test_files_of_a_web_server(folder: Path) -> None:
    pytest.importorskip("aiohttp", reason="needs aiohttp")
    text = "plain words\n" * 1_000_000 + "é\n"
    (folder / "a.txt").write_text(text, "utf-8")
    pq.write_table(pa.table({"text": ["é", None]}), folder / "b.parquet")
    with _Server(("127.0.0.1", 0), _Server.Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        done = process("clean", *ASCII, f"{address}/a.txt?key=1", f"{address}/b.parquet", "-o", "out/", "-j", "1")
        assert (done.returncode, done.stderr) == (0, b"2 files changed, 2 edits\n")
        assert (folder / "out/a.txt").read_text("utf-8") == text.replace("é", "e")
        assert pq.read_table(folder / "out/b.parquet").to_pydict() == {"text": ["e", None]}
        assert "none.txt: does not exist" in only_line(process("clean", f"{address}/none.txt").stderr.decode())
        assert process("clean", f"{address}/", "-o", "out/").returncode == 0
        assert "<li>" in (folder / "out/index.html").read_text("utf-8")
        written = process("clean", *ASCII, "a.txt", "-o", f"{address}/c.txt")
        assert "c.txt: cannot be written, as this kind of store is only read" in only_line(written.stderr.decode())
        server.shutdown()


@pytest.fixture(scope="module")
def google() -> Iterator[str]:
    """A bucket in an emulator of Google Cloud Storage, on loopback."""
    if find_spec("gcsfs") is None:
        pytest.skip("needs gcsfs")
    emulator = pytest.importorskip("gcp_storage_emulator.server", reason="needs gcp-storage-emulator")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = emulator.create_server("127.0.0.1", port, in_memory=True, default_bucket="bucket")
    server.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORAGE_EMULATOR_HOST", f"http://127.0.0.1:{port}")
        patch.setenv("FSSPEC_GS_TOKEN", "anon")
        # Which kind of bucket it is, it would ask by gRPC, which the emulator does not speak.
        patch.setenv("GCSFS_EXPERIMENTAL_ZB_HNS_SUPPORT", "false")
        patch.setitem(fsspec.config.conf, "gs", {"token": "anon"})
        yield "gs://bucket"
    server.stop()


@pytest.mark.filterwarnings("ignore::Warning")
def test_google_cloud_storage(google: str, folder: Path) -> None:
    fs = fsspec.filesystem("gs")
    texts = {"a.txt": b"\xc3\xa9\n", "sub/b.txt": "é plain words\n".encode() * 200_000, "empty.txt": b""}
    for name, data in texts.items():
        fs.pipe_file(f"bucket/in/{name}", data)
    command = ("clean", *ASCII, f"{google}/in", "-o", f"{google}/out", "--resume", "j")
    assert process(*command).stderr == b"2 files changed, 200,001 edits; 1 file unchanged\n"
    assert process(*command).stderr == b"0 files changed, 0 edits; 3 already done\n"
    fs.invalidate_cache()
    for name, data in texts.items():
        assert fs.cat_file(f"bucket/out/{name}") == data.decode().replace("é", "e").encode()
    assert (folder / "j").exists()
    missing = process("clean", f"{google}/none.txt").stderr.decode()
    assert only_line(missing) == f"textmend: {google}/none.txt: does not exist; check the name"
    nowhere = process("clean", *ASCII, f"{google}/in/a.txt", "-o", "gs://no-such-bucket/a.txt").stderr.decode()
    assert "gs://no-such-bucket/a.txt: its bucket or folder does not exist; create it first" in only_line(nowhere)
