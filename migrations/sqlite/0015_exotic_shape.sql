CREATE TABLE `incidents` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`use_case` text NOT NULL,
	`kind` text NOT NULL,
	`severity` text NOT NULL,
	`what` text NOT NULL,
	`link` text,
	`since` integer NOT NULL,
	`model` text,
	`opened_by` text NOT NULL,
	`opened_at` integer NOT NULL,
	`opened_on` text NOT NULL,
	`call_order` text NOT NULL,
	`sla_hours` real,
	`calls` text NOT NULL,
	`acknowledged` text,
	`contained` text NOT NULL,
	`timeline` text NOT NULL,
	`mitigated` text,
	`resolved` text,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `incident_settings` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`channel` text,
	`refused` text,
	`privacy_contact` text,
	PRIMARY KEY(`workspace`, `id`)
);
