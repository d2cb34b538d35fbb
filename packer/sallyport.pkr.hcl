# One build for every source: what is installed is checked, then sealed.
variable "version" {
  type        = string
  description = "Version of the product."
}
variable "medium" {
  type        = string
  description = "The installer to start from, path or URL."
}
variable "medium_checksum" {
  type        = string
  description = "Its checksum as Packer writes it, such as sha256:..."
}
variable "answers" {
  type        = string
  description = "Folder whose file 'answers' (Debian) or 'ks.cfg' (CentOS) the installer fetches."
}
variable "private_key" {
  type        = string
  description = "Private key that the answers let in until the image is sealed."
}
variable "output" {
  type        = string
  description = "Folder for the disk; it must not exist."
}
variable "disk_mib" {
  type    = number
  default = 40960
}

locals {
  provision = [
    "${path.root}/provision/10-wait",
    "${path.root}/provision/20-check",
    "${path.root}/provision/90-seal",
  ]
}

build {
  sources = ["source.qemu.debian", "source.qemu.centos"]

  provisioner "shell" {
    scripts          = local.provision
    environment_vars = ["SALLYPORT_VERSION=${var.version}"]
  }
  provisioner "file" {
    direction   = "download"
    source      = "/run/sallyport-sbom.tsv"
    destination = "${var.output}/packages.tsv"
  }
  post-processor "manifest" {
    output = "${var.output}/manifest.json"
  }
}
