-- AlterTable
ALTER TABLE "item_kind" ADD COLUMN     "within" TEXT COLLATE "C";

-- Who says that another tender includes an item says which one.
ALTER TABLE item_kind
  ADD CONSTRAINT item_kind_within CHECK
    ((within IS NOT NULL) = (coalesce(meaning, '') LIKE '%-in-tender') AND within <> item);
