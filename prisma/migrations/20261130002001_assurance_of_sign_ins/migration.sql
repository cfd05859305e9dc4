-- How an identity provider says that somebody signed in there.
ALTER TABLE "sign_in_session" ADD COLUMN "acr" TEXT,
ADD COLUMN "amr" TEXT[];
