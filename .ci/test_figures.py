"""Tests of .ci/figures on reports of three lines."""

import importlib.util
import tempfile
import unittest
from importlib.machinery import SourceFileLoader
from pathlib import Path

loader = SourceFileLoader("figures", str(Path(__file__).parent / "figures"))
figures = importlib.util.module_from_spec(importlib.util.spec_from_loader("figures", loader))
loader.exec_module(figures)

JACOCO = """GROUP,PACKAGE,CLASS,LINE_MISSED,LINE_COVERED
Stockroom Coverage/stockroom-domain,p,A,1,60
Stockroom Coverage/stockroom-domain,p,B,0,39
Stockroom Coverage/stockroom-bootstrap,p,C,30,70
"""
PIT = """A.java,p.A,mutator,m,1,KILLED,t
A.java,p.A,mutator,m,2,SURVIVED,none
A.java,p.A,mutator,m,3,NO_COVERAGE,none
A.java,p.A,mutator,m,4,TIMED_OUT,none
"""
README = """# Name
<!-- figures, written by .ci/figures -->
| module | lines that tests run | changes to the code that tests notice |
|---|---|---|
| domain | 98.5 % | 91.0 % |
| all modules | 95.0 % | not measured |
<!-- end of figures -->
"""


class FiguresTest(unittest.TestCase):
    def report(self, text):
        file = tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False)
        self.addCleanup(Path(file.name).unlink)
        with file:
            file.write(text)
        return Path(file.name)

    def test_adds_up_the_lines_of_each_module_and_of_all(self):
        self.assertEqual(
            {("domain", "lines"): 99.0, ("bootstrap", "lines"): 70.0, ("all modules", "lines"): 84.5},
            figures.lines(self.report(JACOCO)),
        )

    def test_counts_changes_that_ran_out_of_time_as_noticed(self):
        self.assertEqual({("domain", "mutants"): 50.0}, figures.mutants({"domain": self.report(PIT)}))

    def test_does_not_round_up(self):
        self.assertEqual(94.9, figures.percent(9499, 10000))

    def test_reads_what_readme_says(self):
        self.assertEqual(
            {("domain", "lines"): 98.5, ("domain", "mutants"): 91.0, ("all modules", "lines"): 95.0},
            figures.promised(README),
        )

    def test_complains_of_a_figure_below_its_goal_below_readme_or_absent(self):
        found = list(
            figures.complaints(
                {("domain", "lines"): 97.9, ("all modules", "lines"): 96.0},
                {("all modules", "lines"): 96.6, ("domain", "lines"): 98.4},
            )
        )
        self.assertEqual(
            [
                "domain lines: 97.9 %, below the goal of 98 %",
                "all modules lines: 96.0 %, and README says 96.6 %",
                "application lines: no figure",
            ],
            found,
        )

    def test_has_nothing_against_figures_at_their_goals(self):
        self.assertEqual([], list(figures.complaints({key: float(goal) for key, goal in figures.GOALS.items()}, {})))


if __name__ == "__main__":
    unittest.main()
