CREATE TABLE `checkpoints` (
	`workspace` text NOT NULL,
	`seq` integer NOT NULL,
	`version` integer NOT NULL,
	`at` integer NOT NULL,
	`hash` text NOT NULL,
	`contents` text NOT NULL,
	PRIMARY KEY(`workspace`, `seq`)
);
