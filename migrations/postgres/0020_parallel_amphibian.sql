CREATE TABLE "assistant_tokens" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"person" text NOT NULL,
	"hash" text NOT NULL,
	"issued_on" text NOT NULL,
	CONSTRAINT "assistant_tokens_workspace_id_pk" PRIMARY KEY("workspace","id")
);
