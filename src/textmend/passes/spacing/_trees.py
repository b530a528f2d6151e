# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Tree ensembles: gradient-boosted decision trees, evaluated on one example at a time.

Imports nothing. Cython compiles it as it is, with the types of `_trees.pxd`.
"""

__all__ = ["TreeEnsemble"]

# What the first trees score this low, the others never made likely: of 1,500 places of clean and damaged prose
# four in five are decided so, and none of them came back above -4.4. A score that stops here is partial, good enough
# for `textmend.passes.spacing`, which looks at none below -4.
_FIRST_TREES = 64
_STOP_SCORE = -5.0


class TreeEnsemble:
    """The sum of many small decision trees (Friedman, "Greedy function approximation", 2001).

    Args:
        roots: the node where each tree starts.
        links: for each node 256 times the node to go to, plus the number of the feature that it tests; if the
            feature is not above the node's number the path goes there, else to the node after it. 0 for a leaf.
        numbers: for each node the threshold of its feature, and for a leaf its part of the sum.
        bias: the sum before any tree.
    """

    def __init__(self, roots, links, numbers, bias):
        self._roots = roots
        self._links = links
        self._numbers = numbers
        self._bias = bias

    def score(self, features):
        """Return the score of a list of features: the log odds that the answer is yes.

        Raises:
            ValueError: there are more than 64 features, for which there is no room.
        """
        if len(features) > 64:
            raise ValueError(f"an ensemble of trees reads at most 64 features, not {len(features)}")
        found = [0.0] * 64
        for place, value in enumerate(features):
            found[place] = value
        return self.sum(found)

    def sum(self, found):
        """Return the score of an array of features; the partial score of the first trees if that is hopelessly low.

        A step down a tree waits for the one before it, but not for those down other trees: eight trees at once take a
        third of the time that they take one after the other. The number is written where a compiler can see it.
        """
        total = self._bias
        links, numbers = self._links, self._numbers
        nodes = [0] * 8
        count = len(self._roots)
        for tree in range(0, count, 8):
            width = min(8, count - tree)
            for lane in range(width):
                nodes[lane] = self._roots[tree + lane]
            alive = 1
            while alive:
                alive = 0
                for lane in range(8):
                    node = nodes[lane]
                    link = links[node]
                    alive |= link
                    # A leaf stays where it is. A branch here would be mispredicted at every other node.
                    nodes[lane] = node + (link != 0) * ((link >> 8) + (found[link & 0xFF] > numbers[node]) - node)
            for lane in range(width):
                total += numbers[nodes[lane]]
            if tree + 8 == _FIRST_TREES and total < _STOP_SCORE:
                break
        return total
