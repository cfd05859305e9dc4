-- Gross sales and tickets of each day, with how many of its register shifts say them. A day that was
-- stored before says nothing until it is recomputed, and makes what is made of it unknown.

-- AlterTable
ALTER TABLE "reconciliation" ADD COLUMN     "gross_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "gross_shifts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "register_shifts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "ticket_shifts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "tickets" INTEGER NOT NULL DEFAULT 0;
