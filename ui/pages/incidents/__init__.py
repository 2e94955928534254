"""发案劝阻: the page of the incidents' ledger."""
