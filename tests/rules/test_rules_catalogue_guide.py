"""The examples in the administrator's guide are taken by the catalogue as they stand."""

import re
import shutil
from pathlib import Path

from rules.catalogue import SHIPPED, load_catalogue

GUIDE = Path(__file__).parents[2] / "docs" / "catalogue.md"


def test_examples_of_the_guide_can_be_added_as_they_stand(tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "catalogue")
    examples = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    category, words, question, policy, campaign = examples
    added = {
        "categories.yaml": category,
        "category_words.yaml": words,
        "form.yaml": question,
        "campaigns.yaml": campaign,
    }
    for name, example in added.items():
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{example}")
    # The example of a policy is for all incidents of severity 3 and takes the place of the shipped one.
    escalation = (folder / "escalation.yaml").read_text(encoding="utf-8")
    before, after = escalation.split("  - id: serious\n")
    rest = after[after.index("\n  - id: ") :]
    (folder / "escalation.yaml").write_text(before + policy + rest, encoding="utf-8")

    catalogue = load_catalogue(folder)

    assert catalogue.category("chemical_leak").severity == 3
    assert "khói? mù mịt" in catalogue.words.evidence[-1].words
    assert catalogue.question("category").option("chemical_leak")
    assert catalogue.question("class_suspended").when
    assert len(catalogue.policy_for(3, "fire").steps) == 2
    assert catalogue.campaign("reading_term").rhythm.days_before_end == 7
