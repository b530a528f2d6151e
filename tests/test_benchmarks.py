"""The harness for speed, run on a handful of sentences so that it cannot rot, and the floors."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from benchmarks import chart, engines, floors, jobs, peers, scaling, speed, startup, texts, threads, turns
from benchmarks.turns import PROCESSOR, Timing
from textmend import Pipeline

ENGLISH = (
    "The house by the river was sold in the spring. Nobody in the village knew the buyer.\n\n"
    "\u201cWe\u2019ll see him soon enough,\u201d said the baker, and went back to his bread."
)
RUSSIAN = "Дом у реки продали весной. Никто в деревне не знал покупателя."
WILD, EXTRACTED = "[12:01] <river> the house - was sold??", "1  The house by the\nriver was sold."
SOURCES = texts.Sources([ENGLISH], [RUSSIAN, "La maison près de la rivière."], [WILD], [EXTRACTED])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with texts, as `--texts` takes it."""
    for name in ("english", "other", "wild", "extracted"):
        documents = getattr(SOURCES, name)
        (tmp_path / name).mkdir()
        for number, text in enumerate(documents):
            (tmp_path / name / f"{number}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of floors."""
    floors.update("speed", {"fast": 2.0}, "corpus 1", file=tmp_path / "floors.json")
    floors.update("scaling", {"slope": 1.0}, "corpus 1", at_most=["slope"], file=tmp_path / "floors.json")
    return tmp_path / "floors.json"


class TestTexts:
    def test_every_kind_is_what_its_name_says(self) -> None:
        found = texts.kinds(SOURCES, 10_000)
        (clean,) = found[texts.CLEAN]
        assert clean.isascii()
        assert found[texts.TYPOGRAPHIC] == [ENGLISH]
        assert found[texts.OTHER] == [RUSSIAN]
        assert found[texts.MOJIBAKE][1] == "La maison prÃ¨s de la riviÃ¨re."
        assert " ".join(found[texts.TWEETS]) == " ".join(clean.split())
        assert all(80 < len(tweet) <= 100 for tweet in found[texts.TWEETS][:-1])
        assert " ".join(found[texts.ROWS]) == " ".join(clean.split())
        assert all(30 < len(row) <= 50 for row in found[texts.ROWS][:-1])
        assert (found[texts.DOCUMENTS], found[texts.WILD], found[texts.EXTRACTED]) == ([ENGLISH], [WILD], [EXTRACTED])
        assert [len(found[kind][0]) for kind in texts.HOSTILE] == [10_000] * len(texts.HOSTILE)
        assert found[texts.LINE] == [" ".join(clean.split())]
        for kind, rate in texts.RATES.items():
            lost = clean.count(" ") - found[kind][0].count(" ")
            assert (lost > 0) == (rate == 0.1), "of some thirty spaces, one in ten is lost, one in a hundred hardly"

    def test_as_much_as_asked_for(self) -> None:
        assert [len(text) for text in texts.first(["abc", "def", "ghi"], 5)] == [3, 2]

    def test_a_kind_without_text_is_left_out(self) -> None:
        assert texts.OTHER not in texts.kinds(texts.Sources([ENGLISH], []), 10_000)

    def test_a_folder_without_texts_is_an_error_that_tells_what_to_do(self, tmp_path: Path) -> None:
        result = run(speed.main, "--texts", str(tmp_path))
        assert result.exit_code == 1
        assert "no English texts" in result.output


class TestSpeed:
    def test_slow_tools_run_on_the_beginning_beside_the_yardstick_and_their_pair(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(speed, "_SLOW_CHARACTERS", 10)
        monkeypatch.setattr(speed, "_SLOW_CHARACTERS_A_SECOND", 2_000)
        tools = dict.fromkeys(("default", "safe", "ftfy"), str.strip) | {"clean-text": _slowly}
        timings = list(speed.measure(texts.CLEAN, ["twelve words."], tools, rounds=2))
        ran = {(timing.tool, timing.size) for timing in timings}
        assert ran == {
            *((tool, 13) for tool in ("str.split", "default", "safe", "ftfy")),
            *((tool, 10) for tool in ("str.split", "default", "clean-text")),
        }
        assert all(len(timing.seconds) == 2 for timing in timings)

    def test_the_peers_of_a_slow_one_of_ours_run_on_the_beginning_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(speed, "_SLOW_CHARACTERS", 10)
        monkeypatch.setattr(speed, "_SLOW_CHARACTERS_A_SECOND", 2_000)
        tools: dict[str, speed.Tool] = {"default": _slowly, "ftfy": str.strip, "unidecode": str.strip}
        timings = list(speed.measure(texts.CLEAN, ["twelve words."], tools, rounds=1))
        assert {timing.tool for timing in timings if timing.size == 10} == {"str.split", "default", "ftfy"}
        assert {timing.tool for timing in timings if timing.size == 13} == {"str.split", "ftfy", "unidecode"}

    def test_word_segmenters_are_not_asked_about_other_scripts(self) -> None:
        for kind in (texts.OTHER, *texts.HOSTILE):
            timings = speed.measure(kind, [RUSSIAN], {"wordninja": str.strip}, rounds=1)
            assert [timing.tool for timing in timings] == [jobs.YARDSTICK]

    def test_the_command(self, folder: Path) -> None:
        result = run(
            speed.main, "--texts", str(folder), "--quick", "--turns", "1", "--only", "safe", "--only", "plsfix"
        )
        assert result.exit_code == 0, result.output
        for name in (texts.CLEAN.split()[0], "safe", jobs.YARDSTICK):
            assert name in result.output

    def test_a_word_in_no_name_lists_the_names(self, folder: Path) -> None:
        result = run(speed.main, "--texts", str(folder), "--on", "Klingon")
        assert result.exit_code == 2
        assert texts.TWEETS in result.output

    def test_floors_need_the_whole_run(self, folder: Path) -> None:
        result = run(speed.main, "--texts", str(folder), "--quick", "--check")
        assert result.exit_code == 2
        assert "whole run" in result.output

    def test_figures_with_floors_have_the_names_of_their_parts(self) -> None:
        timings = [
            timing(tool, seconds) for tool, seconds in (("str.split", 3.0), ("only dashes", 2.0), ("ftfy", 60.0))
        ]
        assert speed.floored(timings) == {"clean ASCII English: only dashes / str.split": 1.5}
        timings.append(timing("default", 2.0))
        assert speed.floored(timings)["clean ASCII English: default / ftfy"] == 30.0

    def test_batches_run_on_all_texts_at_once(self) -> None:
        together: list[list[str]] = []

        def clean_many(rows: Iterable[str]) -> Iterable[str]:
            together.append(list(rows))
            return together[-1]

        list(speed.measure(texts.ROWS, ["one", "two"], {jobs.BATCHES: jobs.InBatches(clean_many)}, rounds=1))
        assert ["one", "two"] in together


class TestPeers:
    def test_a_missing_one_is_named_and_not_fatal(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(peers, "import_module", _missing)
        for name in peers.PEERS:
            assert peers.load(name) is None
            assert f"{name} is left out" in capsys.readouterr().err

    def test_pairs_are_tools(self) -> None:
        assert jobs.PAIRS.keys() <= jobs.ours().keys()
        assert {peer for others in jobs.PAIRS.values() for peer in others} == peers.PEERS.keys()

    @pytest.mark.parametrize("name", jobs.PAIRS["only spacing"])
    def test_word_segmenters_do_their_job(self, name: str) -> None:
        mend = peers.load(name)
        if mend is None:
            pytest.skip(f"{name} is not installed")
        # respacer leaves shorter strings alone.
        assert mend("he spoke ofthisagreement at last.").casefold() == "he spoke of this agreement at last."


class TestTurns:
    def test_each_candidate_runs_in_each_turn(self) -> None:
        taken = turns.by_turns({"a": lambda: None, "b": lambda: sum(range(10_000))}, turns=3)
        assert [len(seconds) for seconds in taken.values()] == [3, 3]
        assert max(taken["a"]) < min(taken["b"])

    def test_ratio_is_taken_on_the_largest_text_that_both_ran_on(self) -> None:
        timings = [timing("a", 2.0, size=10), timing("b", 6.0, size=10), timing("a", 100.0, size=20)]
        assert turns.ratio(timings, texts.CLEAN, "a", "b") == 3.0
        assert turns.ratio(timings, texts.CLEAN, "a", "c") is None
        assert turns.ratio(timings, texts.TWEETS, "a", "b") is None

    def test_pyperf_keeps_what_was_measured(self, tmp_path: Path) -> None:
        pytest.importorskip("pyperf")
        timings = [Timing("a", texts.CLEAN, 10, (1.0, 2.0, 4.0)), Timing("b", "", 0, (3.0,))]
        turns.save(timings, tmp_path / "timings.json")
        assert turns.read(tmp_path / "timings.json") == timings
        assert timings[0].median == 2.0


class TestScaling:
    def test_slope(self) -> None:
        square = [Timing("default", "squares", size, (size**2 / 1e12,)) for size in (1_000, 1_000_000, 10_000_000)]
        assert scaling.slopes(square) == {"squares": pytest.approx(2.0)}

    def test_the_command(self, folder: Path) -> None:
        result = run(scaling.main, "--texts", str(folder), "--most", "1000")
        assert result.exit_code == 0, result.output
        assert "one line, clean" in result.output


class TestStartup:
    def test_rows(self) -> None:
        rows = startup.times(
            [timing(name, seconds) for name, seconds in (("python -c pass", 0.02), ("import textmend", 0.06))]
        )
        assert [(row.part, row.missed) for row in rows] == [(0.02, False), (pytest.approx(0.04), True)]

    def test_memory_of_a_waiting_process(self) -> None:
        pytest.importorskip("psutil")
        assert startup.idle("held = bytearray(b'x' * 50_000_000)") > startup.idle("pass") + 40e6


class TestChart:
    def test_both_are_drawn(self, tmp_path: Path) -> None:
        pytest.importorskip("matplotlib")
        tools = {"str.split": 1.0, "default": 2.0, "ftfy": 30.0, "wordninja": 900.0}
        timings = [
            timing(tool, seconds, kind=kind)
            for kind in (texts.CLEAN, texts.TYPOGRAPHIC, *texts.RATES)
            for tool, seconds in tools.items()
        ]
        chart.draw_speed(timings, tmp_path / "speed.svg")
        chart.draw_damage(timings, tmp_path / "damage.svg")
        for name in ("speed", "damage"):
            assert "</svg>" in (tmp_path / f"{name}.svg").read_text(encoding="utf-8")


class TestFloors:
    def test_what_keeps_its_floor_says_nothing(self, file: Path) -> None:
        assert floors.check("speed", {"fast": 1.8, "new": 0.1}, "corpus 1", file=file) == []
        assert floors.check("scaling", {"slope": 1.09}, "corpus 1", file=file) == []

    def test_a_breach_names_the_figure_its_floor_and_what_to_do(self, file: Path) -> None:
        (message,) = floors.check("speed", {"fast": 1.5}, "corpus 1", file=file)
        for part in ("'fast'", "1.5", "at least 1.7", '--allow "fast"'):
            assert part in message
        (message,) = floors.check("scaling", {"slope": 1.3}, "corpus 1", file=file)
        assert "at most 1.1" in message

    def test_not_a_number_is_a_breach(self, file: Path) -> None:
        assert floors.check("speed", {"fast": float("nan")}, "corpus 1", file=file)
        assert floors.check("scaling", {"slope": float("nan")}, "corpus 1", file=file)

    def test_an_allowed_breach_is_none(self, file: Path) -> None:
        assert floors.check("speed", {"fast": 1.5}, "corpus 1", ["fast"], file=file) == []

    def test_a_floor_without_a_measurement_is_told(self, file: Path) -> None:
        (message,) = floors.check("speed", {}, "corpus 1", file=file)
        assert "was not measured" in message
        assert floors.check("speed", {}, "corpus 1", ["fast"], file=file) == []

    def test_other_texts_are_told_and_nothing_is_compared(self, file: Path) -> None:
        (message,) = floors.check("speed", {"fast": 0.1}, "corpus 2", file=file)
        assert "corpus 2" in message
        assert "corpus 1" in message
        (message,) = floors.check("speed", {"fast": 0.1}, "corpus 2", [floors.CORPUS], file=file)
        assert "'fast'" in message

    def test_a_suite_without_floors_says_how_to_write_them(self, file: Path) -> None:
        with pytest.raises(floors.FloorError, match="--update"):
            floors.check("quality", {}, "corpus 1", file=file)

    def test_update_refuses_to_lower_a_floor(self, file: Path) -> None:
        before = file.read_text(encoding="utf-8")
        with pytest.raises(floors.FloorError, match="'fast'"):
            floors.update("speed", {"fast": 1.5}, "corpus 1", file=file)
        with pytest.raises(floors.FloorError, match="corpus 2"):
            floors.update("speed", {"fast": 3.0}, "corpus 2", file=file)
        assert file.read_text(encoding="utf-8") == before

    def test_update_lowers_what_is_allowed(self, file: Path) -> None:
        floors.update("speed", {"fast": 1.0}, "corpus 1", ["fast"], file=file)
        assert written(file) == {"fast": {"at_least": 0.85}}
        floors.update("speed", {"other": 1.0}, "corpus 2", [floors.CORPUS], file=file)
        assert written(file) == {"other": {"at_least": 0.85}}

    def test_update_raises_a_floor_and_keeps_one_that_is_met_closely(self, file: Path) -> None:
        floors.update("speed", {"fast": 1.8}, "corpus 1", file=file)
        assert written(file) == {"fast": {"at_least": 1.7}}
        floors.update("speed", {"fast": 3.0, "new": 1.0}, "corpus 1", file=file)
        assert written(file) == {"fast": {"at_least": 2.55}, "new": {"at_least": 0.85}}

    def test_update_drops_a_floor_by_name_alone(self, file: Path) -> None:
        floors.update("speed", {"new": 1.0}, "corpus 1", file=file)
        assert set(written(file)) == {"fast", "new"}
        floors.update("speed", {"new": 1.0}, "corpus 1", ["fast"], file=file)
        assert set(written(file)) == {"new"}

    def test_the_options_end_a_run_with_status_1_at_a_breach(self, file: Path) -> None:
        @click.command()
        @floors.options
        def suite(checking: bool, updating: bool, allowed: tuple[str, ...]) -> None:
            floors.settle(
                "speed", {"fast": 1.5}, "corpus 1", checking=checking, updating=updating, allowed=allowed, file=file
            )

        assert run(suite).exit_code == 0, "a plain run only prints"
        assert run(suite, "--check").exit_code == 1
        assert run(suite, "--update").exit_code == 1
        assert run(suite, "--check", "--allow", "fast").exit_code == 0
        assert run(suite, "--update", "--allow", "fast").exit_code == 0
        assert run(suite, "--check").exit_code == 0

    def test_fingerprint_knows_the_order_and_the_ends_of_texts(self) -> None:
        found = {floors.fingerprint(several) for several in (["ab"], ["a", "b"], ["b", "a"], ["ab", ""], ["\ud800"])}
        assert len(found) == 5
        assert floors.fingerprint(iter(["a", "b"])) == floors.fingerprint(["a", "b"])


class TestEngines:
    def test_processes_that_are_started_count_also_when_they_have_ended(self) -> None:
        pytest.importorskip("psutil", reason="needs the extra 'dev'")
        before = engines.processor_time()
        subprocess.run([sys.executable, "-c", "import time\nwhile time.process_time() < 0.3: pass"], check=True)
        assert 0.25 < engines.processor_time() - before < 3

    def test_the_cost_is_what_the_repair_adds(self) -> None:
        taken = iter([1.0, 9.0, 1.0, 3.0, 1.0, 4.0, 2.0, 7.0])  # the first of each loads what is needed
        jobs = engines.Jobs(taken.__next__, taken.__next__)
        assert engines.cost(jobs, 3) == 3.0

    @pytest.mark.parametrize("engine", threads.ENGINES)
    @pytest.mark.parametrize("count", [1, 2])
    def test_columns_are_repaired_by_threads(self, engine: str, count: int) -> None:
        pytest.importorskip(engine, reason=f"needs the extra {engine!r}")
        pytest.importorskip("pyarrow", reason=f"needs the extra {engine!r}")
        rows = ["the war ofthe roses", "Nothing to do."]
        repaired = threads.ENGINES[engine](rows, Pipeline.preset("default"), count)()
        assert str(sum(map(len, rows)) + 1) in str(repaired)


def run(command: click.Command, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def timing(tool: str, seconds: float, *, kind: str = texts.CLEAN, size: int = 10) -> Timing:
    return Timing(tool, kind, size, (seconds,))


def written(file: Path) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8"))["speed"]["floors"]
    return found


def _missing(name: str) -> object:
    raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def _slowly(text: str) -> str:
    end = PROCESSOR() + 1e-2  # of the processor's time, which is what counts
    while PROCESSOR() < end:
        pass
    return text
