CREATE TABLE "absences" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"person" text NOT NULL,
	"from" text NOT NULL,
	"until" text NOT NULL,
	"deputy" text,
	"entered_on" text NOT NULL,
	CONSTRAINT "absences_workspace_id_pk" PRIMARY KEY("workspace","id")
);
