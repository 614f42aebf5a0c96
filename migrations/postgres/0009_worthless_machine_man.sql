CREATE TABLE "erasures" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"key" text NOT NULL,
	"subject" text NOT NULL,
	"ordered_by" text NOT NULL,
	"on" text NOT NULL,
	"reason" text NOT NULL,
	"changes" jsonb NOT NULL,
	CONSTRAINT "erasures_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "version" bigint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "salt" text;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "erasure" text;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "before_hash" text;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "after_hash" text;