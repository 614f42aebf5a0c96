CREATE TABLE "evaluations" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"key" text NOT NULL,
	"category" text,
	"use_case" text,
	"tools" jsonb NOT NULL,
	"opened_on" text NOT NULL,
	"decide_by" text NOT NULL,
	"closed" jsonb,
	CONSTRAINT "evaluations_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "intake_tokens" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"use_case" text NOT NULL,
	"hash" text NOT NULL,
	"issued_on" text NOT NULL,
	"issued_by" text NOT NULL,
	CONSTRAINT "intake_tokens_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "pulses" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"use_case" text NOT NULL,
	"week" text NOT NULL,
	"answers" bigint NOT NULL,
	"sum" bigint NOT NULL,
	"answered" jsonb NOT NULL,
	CONSTRAINT "pulses_workspace_id_pk" PRIMARY KEY("workspace","id")
);
