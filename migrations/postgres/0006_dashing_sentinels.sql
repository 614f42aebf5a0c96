CREATE TABLE "told" (
	"workspace" text NOT NULL,
	"recipient" text NOT NULL,
	"met" text NOT NULL,
	"turn" bigint NOT NULL,
	CONSTRAINT "told_workspace_recipient_pk" PRIMARY KEY("workspace","recipient")
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "notice" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "shows" text;--> statement-breakpoint
CREATE INDEX "messages_by_state" ON "messages" USING btree ("workspace","shows");