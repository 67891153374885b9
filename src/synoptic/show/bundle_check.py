"""Checks this bundle with nothing but Python 3.8 or newer:  python check.py  [--texts FOLDER]

It says whether every file is as it was packed, whether every text has its hash, and whether every line of the account
quotes the very words that stand in the report at that place. Where the texts are not in the bundle, give the folder
that holds your own copies (named as in reports.json under "text_file").
"""

import hashlib
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent


def sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def main(words: "list[str]") -> int:
    texts = pathlib.Path(words[words.index("--texts") + 1]) if "--texts" in words else HERE / "texts"
    wrong = []
    for line in (HERE / "SHA256SUMS").read_text("utf-8").splitlines():
        wanted, name = line.split("  ", 1)
        path = HERE / name
        if not path.is_file() or sha256(path.read_bytes()) != wanted:
            wrong.append(name + " is missing or was changed")
    known, missing = {}, 0
    for report in json.loads((HERE / "reports.json").read_text("utf-8")):
        path = texts / report["text_file"]
        if not path.is_file():
            missing += 1
            continue
        raw = path.read_bytes()
        if sha256(raw) != report["text_hash"]:
            wrong.append("the text of " + report["id"] + " is another one")
        known[report["id"]] = raw.decode("utf-8", "surrogatepass")
    checked = 0
    for line in (HERE / "spans.jsonl").read_text("utf-8").splitlines():
        span = json.loads(line)
        text = known.get(span["report"])
        if text is not None:
            checked += 1
            if text[span["start"] : span["end"]] != span["quote"]:
                wrong.append(span["line"] + " does not quote " + span["report"])
    for told in wrong[:50]:
        print("WRONG: " + told)
    print(f"{checked} quotations checked, {missing} texts not here, {len(wrong)} things wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
