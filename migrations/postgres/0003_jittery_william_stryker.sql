CREATE TABLE "rotations" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"rotated_on" text NOT NULL,
	"by" text NOT NULL,
	"on" text NOT NULL,
	CONSTRAINT "rotations_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
ALTER TABLE "use_cases" ADD COLUMN "other_vendors" text;--> statement-breakpoint
ALTER TABLE "vendors" ADD COLUMN "aliases" jsonb DEFAULT '[]'::jsonb NOT NULL;