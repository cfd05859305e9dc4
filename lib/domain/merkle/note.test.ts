/** The texts are the examples of C2SP's specifications. */
import { expect, test } from "vitest";
import { listInclusionRanges } from "./blocks";
import {
  formatCheckpoint,
  formatInclusionProof,
  formatNote,
  parseCheckpoint,
  parseNote,
} from "./note";

const TEXT = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
`;
const OWN =
  "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=";
const WITNESS =
  "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==";
const NOTE = `${TEXT}
— example.com/behind-the-sofa ${OWN}
— witness.example.com/w1 ${WITNESS}
`;

test("a note is read into its text and signatures, and written again as it was", () => {
  const note = parseNote(NOTE);
  expect(note?.text).toBe(TEXT);
  expect(note?.signatures.map(({ name }) => name)).toEqual([
    "example.com/behind-the-sofa",
    "witness.example.com/w1",
  ]);
  expect(note && formatNote(note)).toBe(NOTE);
});

test("a checkpoint is an origin, a size and a root", () => {
  const checkpoint = parseCheckpoint(TEXT);
  expect(checkpoint).toEqual({
    origin: "example.com/behind-the-sofa",
    size: 20_852_163,
    root: "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
  });
  expect(checkpoint && formatCheckpoint(checkpoint)).toBe(TEXT);
});

test.each([
  "",
  "\n\n",
  TEXT,
  `${TEXT}\n`,
  NOTE.slice(0, -1),
  NOTE.replace("— witness", "- witness"),
  NOTE.replace("witness.example.com/w1", "witness example"),
  NOTE.replace("jWbPPw", "j?bPPw"),
])("%j is no signed note", (text) => {
  expect(parseNote(text)).toBeNull();
});

test.each(["", "\n1\n\n", "a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", "a\n1\nAAAA\n"])(
  "%j is no checkpoint",
  (text) => {
    expect(parseCheckpoint(text)).toBeNull();
  },
);

test("a proof is the index, the hashes and the signed checkpoint", () => {
  expect(formatInclusionProof({ index: 7, hashes: ["AAAA", "BBBB"], note: NOTE })).toBe(
    `c2sp.org/tlog-proof@v1\nindex 7\nAAAA\nBBBB\n\n${NOTE}`,
  );
});

test("a proof at ten million entries, confirmed by four witnesses, is smaller than 2 kB", () => {
  const hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
  const hashes = listInclusionRanges(6_543_210, 10_000_000).map(() => hash);
  const note = NOTE + `— witness.example.com/w2 ${WITNESS}\n`.repeat(3);
  expect(formatInclusionProof({ index: 6_543_210, hashes, note }).length).toBeLessThan(2_048);
});
