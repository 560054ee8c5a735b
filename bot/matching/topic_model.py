"""What is computed for each topic from all of its phrasings together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from bot.matching.classifier import Labels, Matrix, centroids, classifier_weights

# Weight of the classifier beside cosines; both were chosen on tune and on the public sets' own
# training and validation texts.
CLASSIFIER = 0.2


@dataclass(frozen=True, slots=True)
class TopicModel:
    """`weights` (dimensions, topics) turn a question's meaning into a value for each topic.

    `lengths` (topics,) are the lengths of the summed word vectors of each topic's phrasings: the
    sum of a question's cosines with them, over that length, is its cosine with their centroid.
    """

    weights: Matrix
    lengths: Matrix

    @classmethod
    def fitted(cls, meanings: Matrix, words: csr_array, labels: Labels, topics: int) -> TopicModel:
        """The model of phrasings with unit rows `meanings` and `words`, one label each."""
        weights = centroids(meanings, labels, topics) + np.float32(CLASSIFIER) * (
            classifier_weights(meanings, labels, topics)
        )
        ones = np.ones(len(labels), np.float32)
        grouped = csr_array((ones, (labels, np.arange(len(labels)))), (topics, len(labels)))
        summed = grouped @ words
        lengths = np.sqrt(np.asarray(summed.multiply(summed).sum(axis=1)).ravel())
        return cls(weights, np.maximum(lengths, 1e-9).astype(np.float32))
