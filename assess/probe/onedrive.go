package probe

import (
	"context"

	"preflight/assess"
)

// oneDrive reads the OneDrives: who owns them, and who can open what in them.
func (r *run) oneDrive(ctx context.Context, inv *assess.Inventory, gap func(assess.Gap)) error {
	if r.opts.NoOneDrive || r.opts.Quick {
		detail := "OneDrives were left out when the run was started"
		if r.opts.Quick {
			detail = noOneDrives
		}
		for _, part := range []string{assess.PartDriveItems, assess.PartDrivePermissions, assess.PartDriveOwners} {
			gap(assess.Gap{Part: part, Reason: assess.ReasonSkipped, Detail: detail})
		}
		return nil
	}
	return r.crawl(ctx, inv, gap, oneDriveArea)
}
