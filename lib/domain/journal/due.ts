/**
 * Decides what the next batch of a legal entity does with a signed day. A day is in the books of
 * one entity at a time: when its centre belonged to another one than was known, the first entity
 * takes it back before the second one posts it, so that nothing is posted twice.
 */
type DueFacts = {
  /** The series of the entity to which the centre belonged on the date. */
  owner: string;
  /** The move that signed the day; null while the day is not closed. */
  signed: number | null;
  /** The entry that is in the books and not reversed. */
  posted: { entityId: string; move: number } | null;
};

type DueDecision = {
  reverses: boolean;
  posts: boolean;
  /** The day is the entity's, and still in the books of another one. */
  waits: boolean;
};

export function decideDue(entityId: string, { owner, signed, posted }: DueFacts): DueDecision {
  const isOwn = owner === entityId;
  const isPostedHere = posted?.entityId === entityId;
  const isUnchanged = isOwn && isPostedHere && posted.move === signed;
  const isToPost = isOwn && signed !== null && !isUnchanged;
  return {
    reverses: isPostedHere && !isUnchanged,
    posts: isToPost && (posted === null || isPostedHere),
    waits: isToPost && posted !== null && !isPostedHere,
  };
}
