-- A webhook may be limited to what is below a node of the organisation, on the date of each event.
ALTER TABLE "webhook" ADD COLUMN "node_id" TEXT COLLATE "C";

ALTER TABLE "webhook" ADD CONSTRAINT "webhook_node_id_fkey" FOREIGN KEY ("node_id") REFERENCES "organisation_node"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
