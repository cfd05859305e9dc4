-- Who was shown a link to set a password with, and which mails contain one.
ALTER TABLE "invitation" ADD COLUMN "shown_to_id" UUID;

CREATE TABLE "invitation_mail" (
    "mail_id" UUID NOT NULL,
    "invited_by_id" UUID NOT NULL,

    CONSTRAINT "invitation_mail_pkey" PRIMARY KEY ("mail_id")
);

ALTER TABLE "invitation_mail" ADD CONSTRAINT "invitation_mail_mail_id_fkey" FOREIGN KEY ("mail_id") REFERENCES "mail"("id") ON DELETE CASCADE ON UPDATE CASCADE;
