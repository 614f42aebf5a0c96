CREATE TABLE "suspensions" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"key" text NOT NULL,
	"use_case" text NOT NULL,
	"reason" text NOT NULL,
	"incident" text,
	"by" text NOT NULL,
	"on" text NOT NULL,
	"at" bigint NOT NULL,
	"resumed" jsonb,
	CONSTRAINT "suspensions_workspace_id_pk" PRIMARY KEY("workspace","id")
);
