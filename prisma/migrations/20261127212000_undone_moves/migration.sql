-- A move is undone by a row of its own, which takes the day back to where it was.

-- AlterTable
ALTER TABLE "move" ADD COLUMN     "version" INTEGER;

ALTER TABLE move
  DROP CONSTRAINT move_move,
  ADD CONSTRAINT move_move CHECK (
    move IN ('review', 'approval', 'closure', 'reopening', 'acceptance', 'undo'));
