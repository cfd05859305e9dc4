/**
 * Says which parts of a tree make up its root and its proofs, without any hash. A part is a range
 * of leaves, and a range consists of few complete trees, which are called blocks.
 */

/** It has 2 to the power of `height` leaves, and is the `position`-th of its height, from 0. */
export type Block = { height: number; position: number };
/** From `start` up to, but not including, `end`. */
type Range = { start: number; end: number };

/** Lists the complete trees that a range consists of, from left to right. */
export function listBlocks({ start, end }: Range): Block[] {
  const blocks: Block[] = [];
  let at = start;
  while (at < end) {
    let height = 0;
    while (at % 2 ** (height + 1) === 0 && at + 2 ** (height + 1) <= end) height += 1;
    blocks.push({ height, position: at / 2 ** height });
    at += 2 ** height;
  }
  return blocks;
}

/** Lists the ranges whose hashes prove that leaf `index` is in a tree, the leaf's sibling first. */
export function listInclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = [];
  let range = { start: 0, end: size };
  while (range.end - range.start > 1) {
    const middle = range.start + splitOf(range.end - range.start);
    const [left, right] = [
      { start: range.start, end: middle },
      { start: middle, end: range.end },
    ];
    ranges.unshift(index < middle ? right : left);
    range = index < middle ? left : right;
  }
  return ranges;
}

/** Lists the ranges whose hashes prove that a tree is the beginning of a larger one. */
export function listConsistencyRanges(oldSize: number, newSize: number): Range[] {
  if (oldSize === 0 || oldSize === newSize) return [];
  const ranges: Range[] = [];
  let range = { start: 0, end: newSize };
  // The old tree's own root is known to whoever verifies, as long as it is a left part.
  let isKnown = true;
  while (range.end !== oldSize) {
    const middle = range.start + splitOf(range.end - range.start);
    const [left, right] = [
      { start: range.start, end: middle },
      { start: middle, end: range.end },
    ];
    if (oldSize <= middle) {
      ranges.unshift(right);
      range = left;
    } else {
      ranges.unshift(left);
      range = right;
      isKnown = false;
    }
  }
  return isKnown ? ranges : [range, ...ranges];
}

/** The greatest power of two that is smaller than a size of at least 2. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}
